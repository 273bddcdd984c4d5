import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { RunDrawer } from '#web/run/drawer/run-drawer.tsx';
import { toStepId } from '#web/run/model/path.ts';
import { SimulationHost } from '#web/run/simulate/simulation-host.tsx';
import { type ShownRun, ShownRunContext } from '#web/run/use-step-data.ts';
import { AreaBoundary } from '#web/ui/area-boundary.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { type InspectorHost, InspectorHostContext } from '../inspector/inspector-host.ts';
import { EMPTY_SELECTION } from '../model/types.ts';
import { BlockPalette } from '../palette/block-palette.tsx';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import type { Loaded } from '../sync/draft-port.ts';
import { useDraftSync } from '../sync/use-draft-sync.ts';
import { duplicateSelection } from '../view/commands.ts';
import { WorkflowCanvas } from '../view/workflow-canvas.tsx';
import { Dock } from './dock.tsx';
import styles from './editor.module.css';
import { EmptyGuide } from './empty-guide.tsx';
import { ProblemsList } from './problems-list.tsx';
import { text } from './strings.ts';
import { TopBar } from './top-bar.tsx';
import { useEditorSearch } from './use-editor-search.ts';
import { useRunCommands } from './use-run-commands.tsx';
import { useSave } from './use-save.ts';
import { useShownRun } from './use-shown-run.ts';
import { useValidation } from './use-validation.ts';

const Inspector = lazy(async () => ({ default: (await import('../inspector/inspector.tsx')).Inspector }));
const VersionsPanel = lazy(async () => ({
  default: (await import('#web/versions/versions-panel.tsx')).VersionsPanel,
}));
const StepDialog = lazy(async () => ({ default: (await import('../inspector/step-dialog.tsx')).StepDialog }));

/** Palette, canvas, inspector and run drawer over one document. */
export function Editor({ workflowId, loaded }: { readonly workflowId: string; readonly loaded: Loaded }) {
  const store = useEditorStore();
  const sync = useDraftSync(store, workflowId, loaded);
  const save = useSave(store, sync);
  const { panel, run, set } = useEditorSearch(store);
  const runId = useShownRun(store, workflowId, run);
  const [dialog, setDialog] = useState<string>();
  const problemCount = useEditor((state) => state.problems.length);
  const path = useEditor((state) => (state.selection.steps.size === 1 ? [...state.selection.steps][0] : undefined));
  const hasSelection = useEditor((state) => state.selection !== EMPTY_SELECTION);
  const showRun = useCallback((id: string) => set({ run: id, panel: 'runs' }), [set]);
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
  const isDrawerOpen = panel === 'runs' || panel === 'problems';
  const isVersionsOpen = panel === 'versions';
  const isInspectorOpen = !isVersionsOpen && (panel === 'inspector' || (panel !== 'none' && hasSelection));

  return (
    <InspectorHostContext.Provider value={host}>
      <ShownRunContext.Provider value={shown}>
        <main className={styles.page} aria-label={text.editor}>
          <TopBar sync={sync} save={save} commands={commands} panel={panel} onPanel={(next) => set({ panel: next })} />
          <div className={styles.work}>
            <AreaBoundary>
              <BlockPalette />
            </AreaBoundary>
            <div className={styles.middle}>
              <SimulationHost store={store} />
              <AreaBoundary>
                <WorkflowCanvas onOpenStep={setDialog} onRunTo={commands.runTo} empty={<EmptyGuide />} />
              </AreaBoundary>
              {isDrawerOpen ? (
                <Dock side="bottom" name={text.drawer} initial={260} min={140} max={560}>
                  <AreaBoundary resetKey={runId}>
                    <RunDrawer
                      key={panel}
                      runId={runId}
                      path={path}
                      onPath={(next) => store.getState().select({ steps: new Set([toStepId(next)]) })}
                      problems={<ProblemsList />}
                      problemCount={problemCount}
                      {...(panel === 'problems' ? { initialTab: 'problems' } : {})}
                    />
                  </AreaBoundary>
                </Dock>
              ) : null}
            </div>
            {isVersionsOpen ? (
              <Dock side="right" name={text.versions} initial={360} min={300} max={560}>
                <AreaBoundary>
                  <Suspense fallback={<SkeletonRows rows={8} />}>
                    <VersionsPanel workflowId={workflowId} />
                  </Suspense>
                </AreaBoundary>
              </Dock>
            ) : null}
            {isInspectorOpen ? (
              <Dock side="right" name={text.inspector} initial={380} min={300} max={760}>
                <AreaBoundary resetKey={path}>
                  <Suspense fallback={<SkeletonRows rows={8} />}>
                    <Inspector />
                  </Suspense>
                </AreaBoundary>
              </Dock>
            ) : null}
          </div>
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
