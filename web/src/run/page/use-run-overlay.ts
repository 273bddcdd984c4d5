import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import type { EditorStore } from '#web/canvas/store/editor-store.ts';
import { useNow } from '#web/ui/use-now.ts';
import { useLoopMark } from '../loops/use-loop-mark.ts';
import { fromSummary } from '../model/instance.ts';
import { splitIteration, toStepId } from '../model/path.ts';
import { countSteps } from '../model/step-view.ts';
import { stepsInside, toOverlay } from '../model/to-overlay.ts';
import { iterationStepsQuery } from '../queries.ts';
import type { RunSnapshot } from '../session/run-session.ts';

/** Draws a run on its canvas, live. With an iteration open, the steps inside the loop show that iteration instead of all together. */
export function useRunOverlay(props: {
  readonly runId: string | undefined;
  readonly store: EditorStore | undefined;
  readonly workflow: Workflow | undefined;
  readonly snapshot: RunSnapshot;
  readonly iteration: string | undefined;
}): void {
  const { runId, store, workflow, snapshot, iteration } = props;
  const { view, progress } = snapshot;
  const isOver = view?.finishedAt !== undefined;
  const isPartial = view?.isPartial === true && iteration === undefined;
  const mark = useLoopMark(view?.lastSeq ?? 0);
  const inside = useQuery({
    ...iterationStepsQuery(runId ?? '', iteration ?? '', isOver ? (view?.lastSeq ?? 0) : mark),
    enabled: runId !== undefined && iteration !== undefined,
  });
  const now = useNow((time) => (isOver ? 0 : time));
  const steps = useMemo(() => {
    if (view === undefined || iteration === undefined || workflow === undefined || inside.data === undefined)
      return view?.steps;
    const loopId = toStepId(splitIteration(iteration)?.loopPath ?? iteration);
    const hidden = stepsInside(workflow, loopId);
    const own = countSteps(inside.data.map((step) => fromSummary(step, step.seq)));
    return new Map([...[...view.steps].filter(([id]) => !hidden.has(id)), ...own]);
  }, [view, iteration, workflow, inside.data]);
  // The canvas is a store of its own: it is told what lies on it.
  useEffect(() => {
    if (store === undefined || workflow === undefined || steps === undefined) return;
    const { blocks, overlay, setOverlay } = store.getState();
    const facts = { workflow, steps, blocks, isOver, isPartial, now: isOver ? Date.now() : now, progress };
    setOverlay(toOverlay(facts, overlay));
  }, [store, workflow, steps, isOver, isPartial, now, progress]);
}
