import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { type KindProps, useControl } from './form-context.ts';
import type { FormField } from './form-field.ts';
import classes from './schema-form.module.css';
import { text } from './strings.ts';

/** Any value, written as JSON. What is no JSON yet stays in the field and changes nothing. */
export function JsonField(props: KindProps<FormField>) {
  const { value, onChange } = props;
  const { error, onBlur, ...control } = useControl(props);
  const [draft, setDraft] = useState<string>();
  const [fault, setFault] = useState<string>();
  const shown = draft ?? (value === undefined ? '' : JSON.stringify(value, null, 2));
  const change = (entered: string) => {
    setDraft(entered);
    const read = readJson(entered);
    setFault(read.fault);
    if (read.fault === undefined) onChange(read.value);
  };
  const said = fault ?? error;
  return (
    <Textarea
      {...control}
      {...(said === undefined ? {} : { error: said })}
      classNames={{ input: classes.code ?? '' }}
      value={shown}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        if (fault === undefined) setDraft(undefined);
        onBlur();
      }}
      rows={Math.min(12, Math.max(3, shown.split('\n').length))}
      resize="vertical"
      spellCheck={false}
    />
  );
}

function readJson(entered: string): { readonly value?: JsonValue; readonly fault?: string } {
  if (entered.trim() === '') return {};
  try {
    return { value: JSON.parse(entered) as JsonValue };
  } catch (error) {
    return { fault: text.notJson(error instanceof Error ? error.message : String(error)) };
  }
}
