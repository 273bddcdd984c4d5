import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import { RunDialog } from '#web/run/start/run-dialog.tsx';
import { useStartRun } from '#web/run/start/use-start-run.ts';
import { toast } from '#web/ui/toast.ts';
import type { EditorStore } from '../store/editor-store.ts';
import { text } from './strings.ts';

/** What starts runs from the editor. */
export interface RunCommands {
  /** Saves, asks for inputs when the workflow declares some, and runs. */
  run(): void;
  /** The same, but only as far as one step. */
  runTo(stepId: string): void;
  readonly isBusy: boolean;
  /** The form, while it is open. */
  readonly dialog: ReactNode;
}

/** Runs what is on the canvas: it is saved first, so that the run and the version agree. */
export function useRunCommands({
  store,
  save,
  onRunStarted,
}: {
  readonly store: EditorStore;
  readonly save: () => Promise<number | undefined>;
  readonly onRunStarted: (runId: string) => void;
}): RunCommands {
  const [asking, setAsking] = useState<{ readonly upTo: string | undefined }>();
  const [isSaving, setSaving] = useState(false);
  const starting = useStartRun({ stays: true, tells: asking === undefined });

  const start = async (input: JsonObject, upTo: string | undefined) => {
    setSaving(true);
    const version = await save();
    setSaving(false);
    if (version === undefined) return;
    const { workflow } = store.getState();
    const runId = await starting.start({
      workflowId: workflow.id,
      version,
      input,
      ...(upTo === undefined ? {} : { upTo: [upTo] }),
    });
    if (runId === undefined) return;
    setAsking(undefined);
    onRunStarted(runId);
  };
  const begin = (upTo?: string) => {
    const { workflow, problems } = store.getState();
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) toast.error(text.hasErrors(errors));
    else if (workflow.inputs.length > 0) setAsking({ upTo });
    else void start({}, upTo);
  };

  // What starts a run stays the same function, so that the canvas is not drawn anew whenever something here changes.
  const latest = useRef(begin);
  useLayoutEffect(() => {
    latest.current = begin;
  });
  const run = useCallback(() => latest.current(), []);
  const runTo = useCallback((stepId: string) => latest.current(stepId), []);

  return {
    run,
    runTo,
    isBusy: isSaving || starting.isStarting,
    dialog:
      asking === undefined ? null : (
        <RunDialog
          title={text.runTitle(store.getState().workflow.name)}
          workflow={store.getState().workflow}
          action={text.run}
          isBusy={isSaving || starting.isStarting}
          error={starting.error}
          onSubmit={({ input }) => void start(input, asking.upTo)}
          onClose={() => {
            starting.reset();
            setAsking(undefined);
          }}
        />
      ),
  };
}
