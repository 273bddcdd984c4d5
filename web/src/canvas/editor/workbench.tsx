import { lazy, memo, Suspense, useState } from 'react';
import { RunDrawer } from '#web/run/drawer/run-drawer.tsx';
import { toStepId } from '#web/run/model/path.ts';
import { SimulationHost } from '#web/run/simulate/simulation-host.tsx';
import { AreaBoundary } from '#web/ui/area-boundary.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { BlockPalette } from '../palette/block-palette.tsx';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { WorkflowCanvas } from '../view/workflow-canvas.tsx';
import { Dock } from './dock.tsx';
import styles from './editor.module.css';
import { EmptyGuide } from './empty-guide.tsx';
import { ProblemsList } from './problems-list.tsx';
import { text } from './strings.ts';

const Inspector = lazy(async () => ({ default: (await import('../inspector/inspector.tsx')).Inspector }));
const VersionsPanel = lazy(async () => ({
  default: (await import('#web/versions/versions-panel.tsx')).VersionsPanel,
}));

/** Whether there is something selected to inspect. While a button is held it stays as it was: a panel must not open under a drag. */
function useRestingSelection(): boolean {
  const isNow = useEditor(({ pressed, selection }) =>
    pressed ? undefined : selection.steps.size + selection.edges.size > 0,
  );
  const [was, setWas] = useState(false);
  if (isNow !== undefined && isNow !== was) setWas(isNow);
  return isNow ?? was;
}

const EMPTY = <EmptyGuide />;

/** Palette, canvas and the panels around it. Drawn apart from the bar above: how the document is kept changes with every pause in typing. */
export const Workbench = memo(function Workbench({
  workflowId,
  runId,
  panel,
  onPanel,
  onOpenStep,
  onRunTo,
}: {
  readonly workflowId: string;
  readonly runId: string | undefined;
  readonly panel: string | undefined;
  readonly onPanel: (panel: string | undefined) => void;
  readonly onOpenStep: (stepId: string) => void;
  readonly onRunTo: (stepId: string) => void;
}) {
  const store = useEditorStore();
  const problemCount = useEditor((state) => state.problems.length);
  const path = useEditor((state) => (state.selection.steps.size === 1 ? [...state.selection.steps][0] : undefined));
  const hasSelection = useRestingSelection();
  const isDrawerOpen = panel === 'runs' || panel === 'problems';
  const isVersionsOpen = panel === 'versions';
  const isInspectorOpen = !isVersionsOpen && (panel === 'inspector' || (panel !== 'none' && hasSelection));
  const closePanel = () => onPanel(undefined);
  const closeInspector = () => {
    store.getState().select({});
    if (panel === 'inspector') closePanel();
  };
  return (
    <div className={styles.work}>
      <AreaBoundary>
        <BlockPalette />
      </AreaBoundary>
      <div className={styles.middle}>
        <SimulationHost store={store} />
        <AreaBoundary>
          <WorkflowCanvas onOpenStep={onOpenStep} onRunTo={onRunTo} empty={EMPTY} />
        </AreaBoundary>
        {isDrawerOpen ? (
          <Dock side="bottom" name={text.drawer} initial={260} min={140} max={560} onClose={closePanel}>
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
        <Dock side="right" name={text.versions} initial={360} min={300} max={560} onClose={closePanel}>
          <AreaBoundary>
            <Suspense fallback={<SkeletonRows rows={8} />}>
              <VersionsPanel workflowId={workflowId} />
            </Suspense>
          </AreaBoundary>
        </Dock>
      ) : null}
      {isInspectorOpen ? (
        <Dock side="right" name={text.inspector} initial={380} min={300} max={760} onClose={closeInspector}>
          <AreaBoundary resetKey={path}>
            <Suspense fallback={<SkeletonRows rows={8} />}>
              <Inspector />
            </Suspense>
          </AreaBoundary>
        </Dock>
      ) : null}
    </div>
  );
});
