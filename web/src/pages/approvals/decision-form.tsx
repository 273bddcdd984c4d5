import { Button, Radio, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import type { Approval } from '#web/api/shapes.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import { toast } from '#web/ui/toast.ts';
import classes from './approvals.module.css';
import { text } from './strings.ts';

const DECISIONS = ['succeeded', 'failed', 'retry'] as const;
type Decision = (typeof DECISIONS)[number];

const WORDS: Readonly<
  Record<Decision, readonly ['succeeded' | 'failed' | 'again', 'succeededText' | 'failedText' | 'againText']>
> = {
  succeeded: ['succeeded', 'succeededText'],
  failed: ['failed', 'failedText'],
  retry: ['again', 'againText'],
};

/** Says what became of an effect that a crash cut off. */
export function DecisionForm({ question, onDone }: { question: Approval; onDone: () => void }) {
  const { runId, path, title } = question;
  const [decision, setDecision] = useState<Decision>();
  const [output, setOutput] = useState<JsonValue>();
  const decide = useMutation({
    mutationFn: (made: Decision) =>
      client.run.resume({
        runId,
        path,
        decision: made,
        ...(made === 'succeeded' && output !== undefined ? { output } : {}),
      }),
    onSuccess: () => {
      toast.success(text.decidedToast(title));
      onDone();
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (decision !== undefined) decide.mutate(decision);
      }}
    >
      <p className={classes.note}>{text.uncertainText}</p>
      <Radio.Group
        label={text.uncertainTitle}
        value={decision ?? ''}
        onChange={(value) => setDecision(DECISIONS.find((one) => one === value))}
      >
        <Stack gap="sm" mt="xs">
          {DECISIONS.map((one) => (
            <Radio key={one} value={one} label={text[WORDS[one][0]]} description={text[WORDS[one][1]]} />
          ))}
        </Stack>
      </Radio.Group>
      {decision === 'succeeded' && (
        <SchemaForm
          schema={{ title: text.output, description: text.outputHint }}
          value={output}
          onChange={setOutput}
          labelPrefix={text.output}
        />
      )}
      {decide.isError && <ErrorState compact error={decide.error} />}
      <div className={classes.buttons}>
        <Button
          type="submit"
          disabled={decision === undefined}
          loading={decide.isPending}
          color={decision === 'retry' ? 'red' : 'accent'}
        >
          {decision === undefined ? text.decide : text[WORDS[decision][0]]}
        </Button>
      </div>
    </form>
  );
}
