import { Switch } from '@mantine/core';
import type { ControlProps } from '../form/control-props.ts';
import { formText as text } from '../strings.ts';

/** Yes or no; the default until somebody says. */
export function BooleanControl({ field, value, onChange, label, id, describedBy, readOnly }: ControlProps) {
  const given = value ?? field.default ?? false;
  const isOn = given === true || given === 'true';
  return (
    <Switch
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      size="sm"
      checked={isOn}
      disabled={readOnly}
      label={isOn ? text.yes : text.no}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
