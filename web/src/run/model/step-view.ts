import type { InstanceView } from './instance.ts';

/** One step of the document over all its instances: counters, so that a loop of 100,000 items costs no more than one. */
export interface StepView {
  readonly stepId: string;
  /** Instances that started. */
  readonly started: number;
  readonly running: number;
  readonly retrying: number;
  readonly waiting: number;
  readonly uncertain: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Attempts beyond the first of each instance. */
  readonly retries: number;
  /** Time spent by the instances that ended, waits included. */
  readonly totalMs: number;
  readonly waitedMs: number;
  /** Items in the outputs; undefined when no output is about a list. */
  readonly items?: number;
  /** How often each port was taken; the empty name is the default port. */
  readonly ports: ReadonlyMap<string, number>;
  /** The instance the newest event was about. */
  readonly latest: InstanceView;
}

type Counter = 'running' | 'retrying' | 'waiting' | 'uncertain' | 'succeeded' | 'failed' | 'cancelled';

const EMPTY = {
  started: 0,
  running: 0,
  retrying: 0,
  waiting: 0,
  uncertain: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  retries: 0,
  totalMs: 0,
  waitedMs: 0,
};

/** The counter an instance stands in. */
function toCounter(status: InstanceView['status']): Counter {
  return status === 'abandoned' ? 'cancelled' : status;
}

/** Moves an instance from how it was (undefined: not seen before) to how it is. Costs the same whatever the number of instances. */
export function countInstance(
  step: StepView | undefined,
  before: InstanceView | undefined,
  after: InstanceView,
): StepView {
  const base: StepView = step ?? { stepId: after.stepId, ...EMPTY, ports: new Map(), latest: after };
  const counts = { ...base, latest: after };
  if (before === undefined) counts.started += 1;
  else counts[toCounter(before.status)] -= 1;
  counts[toCounter(after.status)] += 1;
  counts.retries += Math.max(0, after.attempts - 1) - Math.max(0, (before?.attempts ?? 0) - 1);
  counts.totalMs += toSpentMs(after) - (before === undefined ? 0 : toSpentMs(before));
  counts.waitedMs += after.waitedMs - (before?.waitedMs ?? 0);
  if (after.status === 'succeeded' && before?.status !== 'succeeded') return countEnd(counts, after);
  return counts;
}

/** An instance that comes back after it was forgotten as failed: it is tried again. */
export function takeBackFailure(step: StepView): StepView {
  return { ...step, started: step.started - 1, failed: Math.max(0, step.failed - 1) };
}

function countEnd(step: StepView, { ports = [''], items }: InstanceView): StepView {
  const taken = new Map(step.ports);
  for (const port of ports) taken.set(port, (taken.get(port) ?? 0) + 1);
  return { ...step, ports: taken, ...(items === undefined ? {} : { items: (step.items ?? 0) + items }) };
}

function toSpentMs({ startedAt, endedAt }: InstanceView): number {
  return endedAt === undefined ? 0 : Math.max(0, endedAt - startedAt);
}

/** Steps counted from instances, e.g. those of one iteration. */
export function countSteps(instances: Iterable<InstanceView>): Map<string, StepView> {
  const steps = new Map<string, StepView>();
  for (const row of instances) steps.set(row.stepId, countInstance(steps.get(row.stepId), undefined, row));
  return steps;
}

/** Instances that are not over. */
export function countOpen({ running, retrying, waiting, uncertain }: StepView): number {
  return running + retrying + waiting + uncertain;
}
