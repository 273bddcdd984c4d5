import { NativeSelect } from '@mantine/core';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';
import { text } from './strings.ts';

/** One of several values. */
export function ChoiceField(props: KindProps<Extract<FormField, { kind: 'choice' }>>) {
  const { field, value, onChange } = props;
  const { readOnly, ...control } = useControl(props);
  const chosen = field.choices.findIndex((choice) => JSON.stringify(choice.value) === JSON.stringify(value));
  return (
    <NativeSelect
      {...control}
      disabled={readOnly}
      value={chosen === -1 ? '' : String(chosen)}
      onChange={(event) => onChange(field.choices[Number(event.currentTarget.value || -1)]?.value)}
      data={[
        { value: '', label: text.none },
        ...field.choices.map((choice, index) => ({ value: String(index), label: choice.label })),
      ]}
    />
  );
}
