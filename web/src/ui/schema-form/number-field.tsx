import { NumberInput } from '@mantine/core';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';

/** A number. */
export function NumberField(props: KindProps<Extract<FormField, { kind: 'number' }>>) {
  const { field, value, onChange } = props;
  return (
    <NumberInput
      {...useControl(props)}
      value={typeof value === 'number' ? value : ''}
      onChange={(entered) => onChange(typeof entered === 'number' && Number.isFinite(entered) ? entered : undefined)}
      allowDecimal={!field.integer}
      clampBehavior="none"
      allowNegative={(field.min ?? -1) < 0}
      inputMode={field.integer ? 'numeric' : 'decimal'}
      maw={240}
    />
  );
}
