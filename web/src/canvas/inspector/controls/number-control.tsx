import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ControlProps } from '../form/control-props.ts';
import { toFieldText, toPlaceholder } from './text-control.tsx';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A number once it is one; until then the text, which the form says is no number. */
function toValue(typed: string): number | string | undefined {
  const trimmed = typed.trim();
  if (trimmed === '') return undefined;
  return NUMBER.test(trimmed) && Number.isFinite(Number(trimmed)) ? Number(trimmed) : typed;
}

/** A number, whole or not. What is typed stays as it is typed (`1.`, `1e`), the value is a number as soon as it can be. */
export function NumberControl(props: ControlProps) {
  const { field, value, onChange, label, id, describedBy, isInvalid, readOnly } = props;
  const [typed, setTyped] = useState(toFieldText(value));
  const shown = toValue(typed) === value ? typed : toFieldText(value);
  return (
    <TextInput
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      readOnly={readOnly}
      size="xs"
      autoComplete="off"
      inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
      placeholder={toPlaceholder(props)}
      value={shown}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(toValue(currentTarget.value));
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (step === 0 || readOnly || typeof value === 'string') return;
        event.preventDefault();
        const from = typeof value === 'number' ? value : typeof field.default === 'number' ? field.default : 0;
        const next = from + step * (event.shiftKey ? 10 : 1);
        onChange(Math.min(field.max ?? next, Math.max(field.min ?? next, next)));
      }}
    />
  );
}
