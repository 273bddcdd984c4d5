import { useEffect } from 'react';
import { useStore } from 'zustand';
import { EditorContext, type EditorStore } from '#web/canvas/store/editor-store.ts';
import { WorkflowCanvas } from '#web/canvas/view/workflow-canvas.tsx';
import { type ComparedStep, toDifferenceOverlay } from '../model/compare-runs.ts';
import classes from './compare.module.css';
import { text } from './strings.ts';

/** The workflow of the second run with what differs marked on it. */
export function CompareCanvas(props: {
  readonly store: EditorStore;
  readonly steps: readonly ComparedStep[];
  /** Paths whose data differs. */
  readonly differing: ReadonlySet<string>;
}) {
  const { store, steps, differing } = props;
  const workflow = useStore(store, (state) => state.workflow);
  // There is no room for a map in so low a canvas.
  useEffect(() => store.getState().patchView({ minimap: false }), [store]);
  // The canvas is a store of its own: it is told what lies on it.
  useEffect(() => {
    store.getState().setOverlay(toDifferenceOverlay(workflow, steps, differing, toLabel));
  }, [store, workflow, steps, differing]);
  return (
    <section className={classes.canvas} aria-label={text.canvas}>
      <EditorContext.Provider value={store}>
        <WorkflowCanvas />
      </EditorContext.Provider>
    </section>
  );
}

function toLabel({ deltaMs, a, b }: ComparedStep): string {
  if (a === undefined) return text.onlySecond;
  if (b === undefined) return text.onlyFirst;
  if (deltaMs === undefined || deltaMs === 0) return text.same;
  return deltaMs > 0 ? text.longer(deltaMs) : text.shorter(-deltaMs);
}
