import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { type ShownRun, ShownRunContext } from '#web/run/use-step-data.ts';
import { type InspectorHost, InspectorHostContext } from '../inspector/inspector-host.ts';
import { useEditorStore } from '../store/editor-store.ts';
import type { Loaded } from '../sync/draft-port.ts';
import { useDraftSync } from '../sync/use-draft-sync.ts';
import { duplicateSelection } from '../view/commands.ts';
import styles from './editor.module.css';
import { text } from './strings.ts';
import { TopBar } from './top-bar.tsx';
import { useEditorSearch } from './use-editor-search.ts';
import { useRunCommands } from './use-run-commands.tsx';
import { useSave } from './use-save.ts';
import { useShownRun } from './use-shown-run.ts';
import { useValidation } from './use-validation.ts';
import { Workbench } from './workbench.tsx';

const StepDialog = lazy(async () => ({ default: (await import('../inspector/step-dialog.tsx')).StepDialog }));

/** Palette, canvas, inspector and run drawer over one document. */
export function Editor({ workflowId, loaded }: { readonly workflowId: string; readonly loaded: Loaded }) {
  const store = useEditorStore();
  const sync = useDraftSync(store, workflowId, loaded);
  const save = useSave(store, sync);
  const { panel, run, set } = useEditorSearch(store);
  const runId = useShownRun(store, workflowId, run);
  const [dialog, setDialog] = useState<string>();
  const showRun = useCallback((id: string) => set({ run: id, panel: 'runs' }), [set]);
  const showPanel = useCallback((next: string | undefined) => set({ panel: next }), [set]);
  const commands = useRunCommands({ store, save, onRunStarted: showRun });
  useValidation(store);

  const host = useMemo(
    (): InspectorHost => ({
      save,
      onRunStarted: showRun,
      onOpenDialog: setDialog,
      onLeave: focusCanvas,
      onDuplicate(stepIds) {
        store.getState().select({ steps: new Set(stepIds) });
        duplicateSelection(store);
      },
    }),
    [store, save, showRun],
  );
  // Without a chosen run, steps take their data from the newest one by themselves.
  const shown = useMemo((): ShownRun | undefined => (run === undefined ? undefined : { runId: run }), [run]);

  return (
    <InspectorHostContext.Provider value={host}>
      <ShownRunContext.Provider value={shown}>
        <main className={styles.page} aria-label={text.editor}>
          <TopBar
            sync={sync}
            save={save}
            onRun={commands.run}
            isBusy={commands.isBusy}
            panel={panel}
            onPanel={showPanel}
          />
          <Workbench
            workflowId={workflowId}
            runId={runId}
            panel={panel}
            onPanel={showPanel}
            onOpenStep={setDialog}
            onRunTo={commands.runTo}
          />
          {dialog === undefined ? null : (
            <Suspense fallback={null}>
              <StepDialog
                stepId={dialog}
                onClose={() => {
                  setDialog(undefined);
                  focusCanvas();
                }}
              />
            </Suspense>
          )}
          {commands.dialog}
        </main>
      </ShownRunContext.Provider>
    </InspectorHostContext.Provider>
  );
}

function focusCanvas(): void {
  document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
}
