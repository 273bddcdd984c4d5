import { MultiSelect, Select } from '@mantine/core';
import type { ControlProps } from '../form/control-props.ts';
import { toOptionLabel } from '../form/field-label.ts';
import classes from '../form/form.module.css';
import { SEARCH_ANEW } from '../form/select-typed.ts';
import { toOptionValues } from '../values/check-field.ts';
import { isList } from '../values/json-value.ts';
import { toFieldText, toPlaceholder } from './text-control.tsx';

function toDescription({ field }: ControlProps, value: string): string | undefined {
  for (const option of field.options ?? [])
    if (typeof option !== 'string' && option.value === value) return option.description;
  return undefined;
}

/** Choices with their words; what is written but no choice is listed too, so that it can be seen. */
function toData({ field }: ControlProps, given: readonly string[]) {
  const values = [...new Set([...toOptionValues(field), ...given])];
  return values.map((value) => ({ value, label: toOptionLabel(field, value) }));
}

function renderOption(props: ControlProps) {
  return ({ option }: { option: { value: string; label: string } }) => {
    const description = toDescription(props, option.value);
    return (
      <span>
        {option.label}
        {description === undefined ? null : <div className={classes.hint}>{description}</div>}
      </span>
    );
  };
}

const COMMON = { size: 'xs', comboboxProps: { withinPortal: true } } as const;

/** One of several choices. */
export function SelectControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const given = value === undefined || value === null ? [] : [toFieldText(value)];
  const data = toData(props, given);
  return (
    <Select
      {...COMMON}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      placeholder={toPlaceholder(props)}
      data={data}
      value={given[0] ?? null}
      searchable={data.length > 8}
      {...SEARCH_ANEW}
      allowDeselect={false}
      renderOption={renderOption(props)}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** Any of several choices. */
export function MultiselectControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const given = isList(value)
    ? value.map(toFieldText)
    : value === undefined || value === null
      ? []
      : [toFieldText(value)];
  return (
    <MultiSelect
      {...COMMON}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      placeholder={given.length === 0 ? toPlaceholder(props) : ''}
      data={toData(props, given)}
      value={given}
      searchable
      renderOption={renderOption(props)}
      onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen)}
    />
  );
}
