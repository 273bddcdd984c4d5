import type { RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { Journal, RunRecord } from '#journal/journal.ts';
import { toPercentiles } from '../percentile.ts';
import { forEachEvent } from './fold-steps.ts';

/** Events read of the beginning and of the end of a run; what a long run did in between is left out. */
const MAX_EVENTS = 2_000;

/** How long a step took in the runs looked at. */
export interface StepTiming {
  readonly stepId: string;
  readonly runs: number;
  readonly failures: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly items?: number;
}

interface StepMeasures {
  readonly durations: number[];
  readonly items: number[];
  readonly runs: Set<string>;
  failures: number;
}

/** An instance of a step under way, or that failed and may be tried again. */
interface Underway {
  readonly startedAt: number;
  failedAt: number | undefined;
}

type PathEvent = Extract<RunEvent, { path: string }>;

/** Measures runs and their steps from the journal, giving others their turn. Simulated runs are left out. */
export async function measureRuns(
  journal: Pick<Journal, 'read'>,
  records: readonly RunRecord[],
  signal: AbortSignal | undefined,
): Promise<{
  readonly count: number;
  /** Of runs that succeeded or failed. */
  readonly runMs: readonly number[];
  toSteps(): StepTiming[];
}> {
  const steps = new Map<string, StepMeasures>();
  const runMs: number[] = [];
  let count = 0;
  for (const { id, status, startedAt, finishedAt, eventCount } of records) {
    const run = createRunMeasure(id, steps);
    await forEachEvent(readEnds(journal, id, eventCount), run.visit, signal);
    signal?.throwIfAborted();
    if (run.isSimulated()) continue;
    run.finish();
    count += 1;
    const isOwnEnd = status === 'succeeded' || status === 'failed';
    if (isOwnEnd && startedAt !== undefined && finishedAt !== undefined)
      runMs.push(Math.max(0, finishedAt - startedAt));
  }
  return { count, runMs, toSteps: () => [...steps].flatMap(([id, measures]) => toTiming(id, measures)) };
}

/** All events of a short run; the first and last ones of a long one. */
function* readEnds(journal: Pick<Journal, 'read'>, runId: string, eventCount: number): Generator<StoredEvent> {
  const tailFrom = Math.max(MAX_EVENTS + 1, eventCount - MAX_EVENTS + 1);
  for (const stored of journal.read(runId)) {
    if (stored.seq > MAX_EVENTS) break;
    yield stored;
  }
  if (eventCount > MAX_EVENTS) yield* journal.read(runId, tailFrom);
}

function createRunMeasure(runId: string, steps: Map<string, StepMeasures>) {
  const underway = new Map<string, Underway>();
  let simulated = false;

  function end(path: string, at: number, failed: boolean): void {
    const instance = underway.get(path);
    if (instance === undefined) return;
    underway.delete(path);
    const measures = recall(steps, path);
    measures.durations.push(Math.max(0, at - instance.startedAt));
    measures.runs.add(runId);
    if (failed) measures.failures += 1;
  }

  function visitStep(event: PathEvent): void {
    const { path, at } = event;
    const instance = underway.get(path);
    switch (event.type) {
      case 'step-started':
        if (instance === undefined) underway.set(path, { startedAt: at, failedAt: undefined });
        else instance.failedAt = undefined;
        break;
      case 'loop-started':
        if (event.count !== null && instance !== undefined) recall(steps, path).items.push(event.count);
        break;
      case 'step-succeeded':
        end(path, at, false);
        break;
      case 'step-failed':
        if (instance !== undefined) instance.failedAt = at;
        break;
      case 'step-cancelled':
        underway.delete(path);
        break;
      case 'uncertain-resolved':
        if (event.decision !== 'retry') end(path, at, event.decision === 'failed');
        break;
      default:
    }
  }

  return {
    isSimulated: () => simulated,
    visit({ event }: StoredEvent): void {
      if (event.type === 'run-created') simulated = event.simulated === true;
      if ('path' in event && !simulated) visitStep(event);
    },
    /** A failure nothing came after is one for good. */
    finish(): void {
      for (const [path, { failedAt }] of [...underway]) if (failedAt !== undefined) end(path, failedAt, true);
    },
  };
}

function recall(steps: Map<string, StepMeasures>, path: string): StepMeasures {
  const stepId = path.slice(path.lastIndexOf('.') + 1);
  let measures = steps.get(stepId);
  if (measures === undefined) {
    measures = { durations: [], items: [], runs: new Set(), failures: 0 };
    steps.set(stepId, measures);
  }
  return measures;
}

function toTiming(stepId: string, { durations, items, runs, failures }: StepMeasures): StepTiming[] {
  const took = toPercentiles(durations.map((value) => ({ value, weight: 1 })));
  if (took === undefined) return [];
  const middle = toPercentiles(items.map((value) => ({ value, weight: 1 })));
  return [{ stepId, runs: runs.size, failures, ...took, ...(middle === undefined ? {} : { items: middle.p50Ms }) }];
}
