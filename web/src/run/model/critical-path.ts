import type { Workflow } from '#contract/workflow.ts';
import type { InstanceView } from './instance.ts';

/** The chain of steps a run waited for: shortening anything else does not make it quicker. */
export interface CriticalPath {
  /** Step ids, first to last. */
  readonly steps: readonly string[];
  /** Time spent in them. */
  readonly ms: number;
}

/** Walks back from the step that ended last, each time to the step before it that ended last. Steps inside loops count as their loop. */
export function findCriticalPath(
  workflow: Workflow,
  instances: ReadonlyMap<string, InstanceView>,
  now: number,
): CriticalPath {
  const before = new Map<string, string[]>();
  for (const { from, to } of workflow.edges) {
    const list = before.get(to);
    if (list === undefined) before.set(to, [from]);
    else list.push(from);
  }
  const endOf = (row: InstanceView): number => row.endedAt ?? now;
  let last: InstanceView | undefined;
  for (const step of workflow.steps) last = later(last, instances.get(step.id), endOf);
  const steps: string[] = [];
  let ms = 0;
  const seen = new Set<string>();
  while (last !== undefined && !seen.has(last.stepId)) {
    seen.add(last.stepId);
    steps.unshift(last.stepId);
    ms += Math.max(0, endOf(last) - last.startedAt);
    let previous: InstanceView | undefined;
    for (const id of before.get(last.stepId) ?? []) previous = later(previous, instances.get(id), endOf);
    last = previous;
  }
  return { steps, ms };
}

function later(
  a: InstanceView | undefined,
  b: InstanceView | undefined,
  endOf: (row: InstanceView) => number,
): InstanceView | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  // Of two that ended in the same millisecond the one that started later waited for the other.
  return endOf(b) > endOf(a) || (endOf(b) === endOf(a) && b.startedAt >= a.startedAt) ? b : a;
}
