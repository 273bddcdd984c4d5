import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import { settingsQuery } from '#web/api/queries/settings.ts';
import type { Setting } from '#web/api/shapes.ts';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import { type FormErrors, validateValue } from '#web/ui/schema-form/validate-value.ts';
import { toast } from '#web/ui/toast.ts';
import { Card } from './card.tsx';
import { toSettingErrors, withoutPatterns } from './setting-errors.ts';
import { text } from './strings.ts';

/** A setting as a form made from what the server says it accepts. */
export function SettingCard({ setting }: { setting: Setting }) {
  const queries = useQueryClient();
  const { key, description, isDefault, value } = setting;
  const schema = withoutPatterns(setting.schema);
  const [draft, setDraft] = useState<{ readonly value: JsonValue | undefined }>();
  const [errors, setErrors] = useState<FormErrors>({});
  const shown = draft === undefined ? value : draft.value;
  const write = useMutation({
    mutationFn: (next: JsonValue | undefined) =>
      next === undefined ? client.setting.reset({ key }) : client.setting.set({ key, value: next }),
    // Shown as saved at once; put back when the server refuses.
    onMutate: (next) => {
      const before = queries.getQueryData(settingsQuery.queryKey);
      if (next !== undefined) put({ ...setting, value: next, isDefault: false });
      return before;
    },
    onSuccess: (saved, next) => {
      const undo = { label: text.undo, run: () => write.mutate(isDefault ? undefined : value) };
      put(saved);
      setDraft(undefined);
      toast.success(next === undefined ? text.resetDone : text.saved, { action: undo });
    },
    onError: (error, _next, before) => {
      queries.setQueryData(settingsQuery.queryKey, before);
      setErrors(toSettingErrors(error));
    },
  });
  const put = (changed: Setting) =>
    queries.setQueryData(settingsQuery.queryKey, (list) =>
      list === undefined ? undefined : { items: list.items.map((one) => (one.key === key ? changed : one)) },
    );
  const save = () => {
    const found = validateValue(schema, shown, true);
    setErrors(found);
    if (Object.keys(found).length === 0 && shown !== undefined) write.mutate(shown);
  };
  const isDirty = draft !== undefined && JSON.stringify(draft.value) !== JSON.stringify(value);
  return (
    <Card title={text.setting(key)} hint={description} mark={isDefault ? text.isDefault : undefined}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SchemaForm
          schema={schema}
          value={shown}
          errors={errors}
          labelPrefix={text.setting(key)}
          onChange={(next) => {
            setDraft({ value: next });
            setErrors({});
          }}
        />
        <Group mt="md" gap="xs">
          <Button type="submit" size="xs" disabled={!isDirty} loading={write.isPending}>
            {text.save}
          </Button>
          {isDirty && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setDraft(undefined);
                setErrors({});
              }}
            >
              {text.discard}
            </Button>
          )}
          {!isDefault && !isDirty && (
            <Button size="xs" variant="subtle" color="gray" onClick={() => write.mutate(undefined)}>
              {text.reset}
            </Button>
          )}
        </Group>
      </form>
    </Card>
  );
}
