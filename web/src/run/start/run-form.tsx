import { Button, Group, SegmentedControl, Stack, Switch } from '@mantine/core';
import { useId, useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { CodeEditor } from '#web/ui/code-editor.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SchemaForm } from '#web/ui/schema-form/schema-form.tsx';
import classes from './run-form.module.css';
import { text } from './strings.ts';
import { useRunForm } from './use-run-form.ts';

/** What a person chose. */
export interface RunFormAnswer {
  readonly input: JsonObject;
  /** Whether a simulation really reads. */
  readonly reads: boolean;
}

/** What the form takes. */
export interface RunFormProps {
  readonly workflow: Workflow;
  /** Verb on the button. */
  readonly action: string;
  /** Opens with this instead of the last input, e.g. that of the run which is run again. */
  readonly initial?: JsonObject;
  /** Offers to really read, for a simulation. */
  readonly asksReads?: boolean;
  readonly isBusy?: boolean;
  readonly error?: unknown;
  readonly onSubmit: (answer: RunFormAnswer) => void;
  readonly onCancel: () => void;
}

/** Asks for what a workflow declares as its inputs: as a form, or as JSON. Opens with what it was given last time. */
export function RunForm(props: RunFormProps) {
  const { workflow, action, initial, asksReads = false, isBusy = false, error, onSubmit, onCancel } = props;
  const form = useRunForm(workflow, initial);
  const [reads, setReads] = useState(false);
  const faultId = useId();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const input = form.finish();
        if (input !== undefined) onSubmit({ input, reads });
      }}
    >
      <Stack gap={12}>
        {workflow.inputs.length === 0 ? (
          <p className={classes.hint}>{text.noInputs}</p>
        ) : (
          <Group justify="space-between">
            <SegmentedControl
              size="xs"
              aria-label={text.inputAs}
              value={form.mode}
              onChange={(next) => form.show(next === 'json' ? 'json' : 'form')}
              data={[
                { value: 'form', label: text.form },
                { value: 'json', label: text.json },
              ]}
            />
            {form.isRemembered && (
              <span className={classes.hint}>
                {text.remembered}{' '}
                <Button size="compact-xs" variant="subtle" onClick={form.useDefaults}>
                  {text.useDefaults}
                </Button>
              </span>
            )}
          </Group>
        )}
        {form.mode === 'form' ? (
          <SchemaForm schema={form.schema} value={form.value} errors={form.errors} onChange={form.change} />
        ) : (
          <CodeEditor
            language="json"
            label={text.jsonInput}
            value={form.typed}
            onChange={form.type}
            minHeight={140}
            maxHeight={360}
            invalid={form.fault !== ''}
          />
        )}
        {asksReads && (
          <Switch
            label={text.reads}
            description={text.readsHint}
            checked={reads}
            onChange={(event) => setReads(event.currentTarget.checked)}
          />
        )}
        <p id={faultId} className={classes.fault} role="alert">
          {form.fault}
        </p>
        {error !== undefined && error !== null && <ErrorState compact error={error} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={isBusy} aria-describedby={faultId}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
