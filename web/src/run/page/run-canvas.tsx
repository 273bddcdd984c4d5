import { useMemo } from 'react';
import { EditorContext, type EditorStore } from '#web/canvas/store/editor-store.ts';
import { WorkflowCanvas } from '#web/canvas/view/workflow-canvas.tsx';
import { type ShownRun, ShownRunContext } from '../use-step-data.ts';
import classes from './page.module.css';
import { text } from './strings.ts';

/** The workflow a run runs, to look at: what lies on it is the run. */
export function RunCanvas(props: {
  readonly store: EditorStore;
  readonly runId: string;
  readonly iteration: string | undefined;
}) {
  const { store, runId, iteration } = props;
  const shown = useMemo(
    (): ShownRun => ({ runId, ...(iteration === undefined ? {} : { iteration }) }),
    [runId, iteration],
  );
  return (
    <section className={classes.canvas} aria-label={text.canvas}>
      <EditorContext.Provider value={store}>
        <ShownRunContext.Provider value={shown}>
          <WorkflowCanvas />
        </ShownRunContext.Provider>
      </EditorContext.Provider>
    </section>
  );
}
