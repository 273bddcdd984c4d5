import { Checkbox, Group } from '@mantine/core';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';

/** Any of several values, each at most once. */
export function ChoicesField(props: KindProps<Extract<FormField, { kind: 'choices' }>>) {
  const { field, value, onChange } = props;
  const { onBlur: _, ...control } = useControl(props);
  const given = new Set((Array.isArray(value) ? value : []).map((one) => JSON.stringify(one)));
  const chosen = field.choices.flatMap((choice, index) =>
    given.has(JSON.stringify(choice.value)) ? [`${index}`] : [],
  );
  return (
    <Checkbox.Group
      {...control}
      value={chosen}
      onChange={(next) =>
        onChange(field.choices.filter((_choice, index) => next.includes(`${index}`)).map((choice) => choice.value))
      }
    >
      <Group gap="md" mt={8}>
        {field.choices.map((choice, index) => (
          <Checkbox key={choice.label} value={`${index}`} label={choice.label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
