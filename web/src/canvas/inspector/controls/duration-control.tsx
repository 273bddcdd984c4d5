import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { toDurationMs } from '#contract/duration.ts';
import type { ControlProps } from '../form/control-props.ts';
import classes from '../form/form.module.css';
import { formText as text } from '../strings.ts';
import { toDurationText } from '../values/duration-text.ts';
import { toPlaceholder } from './text-control.tsx';

function toShown(value: ControlProps['value']): string {
  if (typeof value === 'number') return toDurationText(value);
  return typeof value === 'string' ? value : '';
}

/** A time span as people write it; milliseconds are shown beside it. */
export function DurationControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly, field } = props;
  const [typed, setTyped] = useState('');
  // What is typed stays as it is typed (`90s`) while it means the same as the value.
  const isTyped = typed !== '' && (typed === value || (toDurationMs(typed) ?? -1) === toDurationMs(value));
  const ms = toDurationMs(value ?? field.default);
  const fallback = value === undefined ? toDurationMs(field.default) : undefined;
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      size="xs"
      autoComplete="off"
      placeholder={
        fallback === undefined ? toPlaceholder(props) || text.durationHint : text.byDefault(toDurationText(fallback))
      }
      value={isTyped ? typed : toShown(value)}
      rightSectionWidth={120}
      rightSection={ms === undefined ? null : <span className={classes.unit}>{text.ms(ms)}</span>}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(currentTarget.value === '' ? undefined : currentTarget.value);
      }}
    />
  );
}
