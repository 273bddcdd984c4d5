import { Textarea, TextInput } from '@mantine/core';
import type { ControlProps } from '../form/control-props.ts';
import { toDefaultWords } from '../form/field-label.ts';
import { formText as text } from '../strings.ts';

/** What an empty control shows: an example, else the default. */
export function toPlaceholder({ field }: ControlProps): string {
  const fallback = toDefaultWords(field);
  return field.placeholder ?? (fallback === undefined ? '' : text.byDefault(fallback));
}

/** Text as it is written, whatever kind of value stands there. */
export function toFieldText(value: ControlProps['value']): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** One line of text. */
export function TextControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      size="xs"
      autoComplete="off"
      spellCheck={false}
      placeholder={toPlaceholder(props)}
      value={toFieldText(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}

/** Several lines of text. */
export function LongTextControl(props: ControlProps) {
  const { value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  return (
    <Textarea
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      size="xs"
      autosize
      minRows={2}
      maxRows={12}
      placeholder={toPlaceholder(props)}
      value={toFieldText(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}
