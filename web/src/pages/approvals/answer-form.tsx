import { Button, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { useActions } from '#web/actions/use-actions.ts';
import { client } from '#web/api/client.ts';
import { toFailure } from '#web/api/failure.ts';
import type { Approval } from '#web/api/shapes.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { toDefaultValue } from '#web/ui/schema-form/default-value.ts';
import { isJsonObject } from '#web/ui/schema-form/form-field.ts';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import { type FormErrors, validateValue } from '#web/ui/schema-form/validate-value.ts';
import { toast } from '#web/ui/toast.ts';
import classes from './approvals.module.css';
import { text } from './strings.ts';

/** Codes that mean somebody else was quicker, or the question expired. */
const GONE = ['wait-not-open', 'run-finished', 'run-not-found'];

/** Answers an approval: the form it asks for, a comment, yes or no. */
export function AnswerForm({ question, onDone }: { question: Approval; onDone: () => void }) {
  const { runId, path, schema, title } = question;
  const form = useRef<HTMLElement>(null);
  const approve = useRef<HTMLButtonElement>(null);
  const deny = useRef<HTMLButtonElement>(null);
  const [value, setValue] = useState<JsonValue | undefined>(() =>
    schema === undefined ? undefined : toDefaultValue(schema),
  );
  const [comment, setComment] = useState('');
  const [errors, setErrors] = useState<FormErrors>({});
  const answer = useMutation({
    mutationFn: (approved: boolean) =>
      client.run.answer({
        runId,
        path,
        approved,
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
        ...toAnswer(schema, value),
      }),
    onSuccess: (_state, approved) => {
      toast.success(approved ? text.approvedToast(title) : text.deniedToast(title));
      onDone();
    },
    onError: (error) => {
      if (!GONE.includes(toFailure(error).code)) return;
      toast.error(error);
      onDone();
    },
  });
  const send = (approved: boolean) => {
    // Who denies owes no form.
    const found = schema === undefined || !approved ? {} : validateValue(schema, value);
    setErrors(found);
    if (Object.keys(found).length === 0) answer.mutate(approved);
    // Once the faults are drawn.
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  useActions([
    // The keys lead to the button; Enter presses it. Nothing that cannot be undone happens by a stray key.
    {
      id: 'approvals.approve',
      label: text.actionApprove,
      group: text.group,
      keys: 'a',
      run: () => approve.current?.focus(),
    },
    { id: 'approvals.deny', label: text.actionDeny, group: text.group, keys: 'd', run: () => deny.current?.focus() },
  ]);
  const faults = Object.keys(errors).length;
  return (
    <section ref={form} className={classes.form} aria-label={text.form}>
      {schema !== undefined && (
        <SchemaForm
          schema={schema}
          value={value}
          errors={errors}
          labelPrefix={text.form}
          onChange={(next) => {
            setValue(next);
            setErrors({});
          }}
        />
      )}
      <Textarea
        label={text.comment}
        description={text.commentHint}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        maxLength={50_000}
        rows={2}
        resize="vertical"
      />
      {faults > 0 && (
        <p role="alert" className={classes.fault}>
          {text.formInvalid(faults)}
        </p>
      )}
      {answer.isError && <ErrorState compact error={answer.error} />}
      <Group className={classes.buttons}>
        <Button
          ref={approve}
          color="green"
          leftSection={<Check size={16} aria-hidden />}
          loading={answer.isPending && answer.variables}
          disabled={answer.isPending}
          onClick={() => send(true)}
          aria-keyshortcuts="a"
        >
          {text.approve}
        </Button>
        <Button
          ref={deny}
          variant="light"
          color="red"
          leftSection={<X size={16} aria-hidden />}
          loading={answer.isPending && !answer.variables}
          disabled={answer.isPending}
          onClick={() => send(false)}
          aria-keyshortcuts="d"
        >
          {text.deny}
        </Button>
      </Group>
    </section>
  );
}

function toAnswer(schema: JsonObject | undefined, value: JsonValue | undefined) {
  return schema !== undefined && isJsonObject(value) ? { answer: value } : {};
}
