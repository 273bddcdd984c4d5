import type { Workflow } from '#contract/workflow.ts';
import type { StepView } from '../model/step-view.ts';

/** How long a step took in earlier runs. */
export interface StepTiming {
  readonly stepId: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** How long the run would take, from history. */
export interface Estimate {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Steps on the way that no earlier run has taken. */
  readonly unknown: readonly string[];
}

/**
 * The longest chain of the steps that were taken, each as long as it took in earlier runs. A loop counts as a whole. Undefined when none of
 * the steps has a history.
 */
export function estimateRun(
  workflow: Workflow,
  steps: ReadonlyMap<string, StepView>,
  timings: readonly StepTiming[],
): Estimate | undefined {
  const known = new Map(timings.map((timing) => [timing.stepId, timing]));
  const taken = workflow.steps.filter(({ id }) => steps.has(id));
  if (!taken.some(({ id }) => known.has(id))) return undefined;
  const before = new Map<string, string[]>();
  for (const { from, to } of workflow.edges) {
    const list = before.get(to);
    if (list === undefined) before.set(to, [from]);
    else list.push(from);
  }
  const longest = (pick: (timing: StepTiming) => number): number => {
    const ends = new Map<string, number>();
    // The order they started is an order in which whatever comes before a step is done before it.
    const order = [...taken].sort((a, b) => toStart(steps, a.id) - toStart(steps, b.id));
    for (const { id } of order) {
      const timing = known.get(id);
      const begin = Math.max(0, ...(before.get(id) ?? []).map((from) => ends.get(from) ?? 0));
      ends.set(id, begin + (timing === undefined ? 0 : pick(timing)));
    }
    return Math.max(0, ...ends.values());
  };
  return {
    p50Ms: longest(({ p50Ms }) => p50Ms),
    p95Ms: longest(({ p95Ms }) => p95Ms),
    unknown: taken.flatMap(({ id }) => (known.has(id) ? [] : [id])),
  };
}

function toStart(steps: ReadonlyMap<string, StepView>, id: string): number {
  return steps.get(id)?.latest.lastSeq ?? 0;
}
