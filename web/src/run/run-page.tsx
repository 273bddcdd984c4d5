import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { JsonObject } from '#contract/json.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { ForkDialog } from './page/fork-dialog.tsx';
import classes from './page/page.module.css';
import { RunActions } from './page/run-actions.tsx';
import { RunBody } from './page/run-body.tsx';
import { RunHeader } from './page/run-header.tsx';
import { RunNotices } from './page/run-notices.tsx';
import { RunSwitcher } from './page/run-switcher.tsx';
import { text } from './page/strings.ts';
import { useRunCommands } from './page/use-run-commands.ts';
import { useRunOverlay } from './page/use-run-overlay.ts';
import { useRunStore } from './page/use-run-store.ts';
import { useSelectedPath } from './page/use-selected-path.ts';
import { RunDialog } from './start/run-dialog.tsx';
import { useStartRun } from './start/use-start-run.ts';
import { useRunSession, useRunView } from './use-run-view.ts';

type Dialog = { readonly kind: 'input' } | { readonly kind: 'fork'; readonly stepId: string | undefined };

/** Page of one run: what happens, what it does to the world, what happened. */
export function RunPage() {
  const { runId } = useParams({ from: '/runs/$runId' });
  return <Run key={runId} runId={runId} />;
}

function Run({ runId }: { readonly runId: string }) {
  const session = useRunSession(runId);
  const snapshot = useRunView(runId);
  const { view } = snapshot;
  const { workflow, store, error } = useRunStore(view?.workflowId, view?.version);
  const selected = useSelectedPath(store, view);
  const commands = useRunCommands(runId, view);
  const starter = useStartRun();
  const [dialog, setDialog] = useState<Dialog>();
  useRunOverlay({ runId, store, workflow, snapshot, iteration: selected.iteration });
  if (view === undefined) {
    return (
      <main className={classes.page}>
        {snapshot.state === 'failed' ? (
          <ErrorState error={snapshot.error} onRetry={() => session?.retry()} />
        ) : (
          <SkeletonRows rows={8} height={40} />
        )}
      </main>
    );
  }
  const close = (): void => setDialog(undefined);
  return (
    <main className={classes.page}>
      <RunHeader
        runId={runId}
        view={view}
        name={workflow?.name ?? view.workflowId}
        switcher={<RunSwitcher runId={runId} workflowId={view.workflowId} />}
        actions={
          <RunActions
            view={view}
            commands={commands}
            onEditInput={() => setDialog({ kind: 'input' })}
            onFork={() => setDialog({ kind: 'fork', stepId: undefined })}
          />
        }
      />
      <RunNotices view={view} selected={selected.path} onSelect={selected.select} onRetry={commands.retry} />
      <RunBody
        runId={runId}
        view={view}
        snapshot={snapshot}
        workflow={workflow}
        store={store}
        storeError={error}
        selected={selected}
        onFork={(stepId) => setDialog({ kind: 'fork', stepId })}
        onRetry={commands.retry}
      />
      {dialog?.kind === 'fork' && workflow !== undefined && (
        <ForkDialog runId={runId} view={view} workflow={workflow} stepId={dialog.stepId} onClose={close} />
      )}
      {dialog?.kind === 'input' && workflow !== undefined && (
        <RunDialog
          workflow={workflow}
          title={text.runEditedTitle}
          action={text.run}
          initial={toObject(view.input)}
          isBusy={starter.isStarting}
          error={starter.error}
          onClose={close}
          onSubmit={({ input }) => {
            void starter.start({ workflowId: view.workflowId, version: view.version, input }).then((started) => {
              if (started !== undefined) close();
            });
          }}
        />
      )}
    </main>
  );
}

function toObject(input: unknown): JsonObject {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as JsonObject) : {};
}
