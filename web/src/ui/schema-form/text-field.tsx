import { Textarea, TextInput } from '@mantine/core';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';
import { fromLocalTime, toLocalTime } from './local-time.ts';

/** A line or an area of text; dates and times with the browser's own pickers. */
export function TextField(props: KindProps<Extract<FormField, { kind: 'text' }>>) {
  const { field, value, required, onChange } = props;
  const control = useControl(props);
  const text = typeof value === 'string' ? value : '';
  const change = (entered: string) =>
    onChange(entered === '' && !required && props.pointer !== '' ? undefined : entered);
  const limit = field.maxLength === undefined ? {} : { maxLength: field.maxLength };
  if (field.multiline) {
    return (
      <Textarea
        {...control}
        {...limit}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        rows={4}
        resize="vertical"
      />
    );
  }
  const isMoment = field.input === 'datetime-local';
  return (
    <TextInput
      {...control}
      {...limit}
      type={field.input}
      value={isMoment ? toLocalTime(text) : text}
      onChange={(event) => change(isMoment ? fromLocalTime(event.currentTarget.value) : event.currentTarget.value)}
      autoComplete="off"
    />
  );
}
