import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Wait } from '#contract/run-event.ts';
import { Ago } from '#web/ui/ago.tsx';
import { DataView as ValueView } from '#web/ui/data-view.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { toDefaultValue } from '#web/ui/schema-form/default-value.ts';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import { validateValue } from '#web/ui/schema-form/validate-value.ts';
import { text } from './strings.ts';
import { useAnswer } from './use-answer.ts';
import classes from './waits.module.css';

/** A question a person answers in place: what it is about, the form it asks for, yes or no. */
export function ApprovalForm(props: {
  readonly runId: string;
  readonly path: string;
  readonly wait: Extract<Wait, { kind: 'approval' }>;
}) {
  const { runId, path, wait } = props;
  const { title, message, context, schema, assignees, dueAt } = wait;
  const [form, setForm] = useState<JsonValue | undefined>(() =>
    schema === undefined ? undefined : toDefaultValue(schema),
  );
  const [comment, setComment] = useState('');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const answer = useAnswer(runId, path);
  const send = (approved: boolean): void => {
    // Whoever says no need not fill in the rest.
    const found = approved && schema !== undefined ? validateValue(schema, form) : {};
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    answer.mutate({
      approved,
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      ...(approved && isJsonObject(form) ? { answer: form } : {}),
    });
  };
  return (
    <section className={classes.wait} aria-label={title} data-kind="approval">
      <h3 className={classes.title}>{title}</h3>
      {message !== undefined && <p className={classes.message}>{message}</p>}
      {assignees !== undefined && assignees.length > 0 && (
        <p className={classes.note}>{text.assignees(assignees.join(', '))}</p>
      )}
      {dueAt !== undefined && (
        <p className={classes.note}>
          {text.expires} <Ago at={dueAt} />
        </p>
      )}
      {context !== undefined && (
        <div className={classes.context}>
          <ValueView value={context} label={text.context} maxHeight={200} />
        </div>
      )}
      {schema !== undefined && (
        <SchemaForm
          schema={schema}
          value={form}
          errors={errors}
          onChange={(next) => {
            setForm(next);
            setErrors({});
          }}
        />
      )}
      <Textarea
        label={text.comment}
        description={text.commentHint}
        value={comment}
        maxLength={50_000}
        autosize
        minRows={1}
        maxRows={6}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <p className={classes.fault} role="alert">
        {Object.keys(errors).length > 0 ? text.fixFirst : ''}
      </p>
      {answer.error !== null && <ErrorState compact error={answer.error} />}
      <Group gap={8}>
        <Button loading={answer.isPending} disabled={answer.isSuccess} onClick={() => send(true)}>
          {text.approve}
        </Button>
        <Button variant="default" disabled={answer.isPending || answer.isSuccess} onClick={() => send(false)}>
          {text.reject}
        </Button>
      </Group>
    </section>
  );
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
