import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLoopMark } from '../loops/use-loop-mark.ts';
import { fromSummary, type InstanceView } from '../model/instance.ts';
import { splitIteration } from '../model/path.ts';
import type { RunView } from '../model/run-view.ts';
import type { Opened } from '../model/waterfall.ts';
import { iterationStepsQuery, runQuery } from '../queries.ts';

/** Fetches what is open in the waterfall: the steps of iterations, and of called runs. */
export function useOpened(runId: string, view: RunView, open: ReadonlySet<string>): Opened {
  const mark = useLoopMark(view.lastSeq);
  const iterations = useMemo(() => [...open].filter((key) => splitIteration(key) !== undefined), [open]);
  const children = useMemo(
    () => [...open].flatMap((key) => view.instances.get(key)?.childRunId ?? []),
    [open, view.instances],
  );
  const inside = useQueries({
    queries: iterations.map((path) => iterationStepsQuery(runId, path, mark)),
    combine: (results) => results.map(({ data }) => data),
  });
  const called = useQueries({
    queries: children.map((id) => runQuery(id)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const bySteps = new Map<string, readonly InstanceView[] | undefined>(
      iterations.map((path, at) => [path, inside[at]?.map((step) => fromSummary(step, step.seq))]),
    );
    const byRun = new Map<string, readonly InstanceView[] | undefined>(
      children.map((id, at) => [id, called[at]?.steps.map((step) => fromSummary(step))]),
    );
    return { inside: (path) => bySteps.get(path), child: (id) => byRun.get(id) };
  }, [iterations, children, inside, called]);
}
