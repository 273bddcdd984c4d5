import type { StoredEvent } from '#contract/run-event.ts';
import type { Host } from '#hosts/host.ts';
import type { Journal } from '#journal/journal.ts';
import type { FindBlock } from './step-blocks.ts';

/** What is told about runs. Durations are in seconds. */
export interface RunListener {
  created(trigger: string): void;
  finished(workflowId: string, status: string, seconds: number): void;
  /** `seconds` is undefined when the attempt failed before the block began, or began before anybody watched. */
  step(block: string, outcome: 'succeeded' | 'failed', seconds: number | undefined): void;
  /** How long an event took from happening to being durable. */
  durable(seconds: number): void;
}

/** Runs and steps under way that are remembered; beyond that, the oldest run is looked up again, and steps go unmeasured. */
const MAX_RUNS = 10_000;
const MAX_STEPS = 100_000;

interface WatchedRun {
  readonly workflowId: string;
  readonly version: number;
  readonly createdAt: number;
  /** When the attempt under way began, by path. */
  readonly steps: Map<string, number>;
}

/** Measures runs by their durable events. Returns how to stop. */
export function watchRuns(options: {
  readonly host: Pick<Host, 'watch'>;
  readonly journal: Pick<Journal, 'findRun'>;
  readonly findBlock: FindBlock;
  readonly listener: RunListener;
}): () => void {
  const { host, journal, findBlock, listener } = options;
  const runs = new Map<string, WatchedRun>();
  let stepCount = 0;

  const forget = (runId: string, run: WatchedRun) => {
    stepCount -= run.steps.size;
    runs.delete(runId);
  };
  const remember = (runId: string, workflowId: string, version: number, createdAt: number) => {
    const [oldest] = runs;
    if (runs.size >= MAX_RUNS && oldest !== undefined) forget(...oldest);
    const run: WatchedRun = { workflowId, version, createdAt, steps: new Map() };
    runs.set(runId, run);
    return run;
  };
  const findRun = (runId: string) => {
    const known = runs.get(runId);
    if (known !== undefined) return known;
    const record = journal.findRun(runId);
    if (record === undefined) return undefined;
    return remember(runId, record.workflowId, record.version, record.createdAt);
  };
  const endStep = (run: WatchedRun, path: string) => {
    const startedAt = run.steps.get(path);
    if (run.steps.delete(path)) stepCount -= 1;
    return startedAt;
  };

  const see = (runId: string, { event }: StoredEvent) => {
    switch (event.type) {
      case 'run-created':
        listener.created(event.trigger.kind);
        remember(runId, event.workflow.id, event.workflow.version, event.at);
        return;
      case 'step-started': {
        const run = findRun(runId);
        if (run === undefined || stepCount >= MAX_STEPS) return;
        if (!run.steps.has(event.path)) stepCount += 1;
        run.steps.set(event.path, event.at);
        return;
      }
      case 'step-succeeded':
      case 'step-failed': {
        const run = findRun(runId);
        if (run === undefined) return;
        const startedAt = endStep(run, event.path);
        const seconds = startedAt === undefined ? undefined : toSeconds(startedAt, event.at);
        const block = findBlock(run.workflowId, run.version, event.path);
        if (event.type === 'step-failed') listener.step(block, 'failed', seconds);
        else if (event.copied !== true && event.pinned !== true) listener.step(block, 'succeeded', seconds);
        return;
      }
      // Waiting for a person or a date is no work of the block.
      case 'step-waiting':
      case 'step-cancelled':
      case 'step-uncertain': {
        const run = runs.get(runId);
        if (run !== undefined) endStep(run, event.path);
        return;
      }
      case 'run-finished': {
        const run = findRun(runId);
        if (run === undefined) return;
        listener.finished(run.workflowId, event.status, toSeconds(run.createdAt, event.at));
        forget(runId, run);
      }
    }
  };
  return host.watch((entry) => {
    if (entry.kind !== 'events') return;
    for (const stored of entry.events) see(entry.runId, stored);
    const last = entry.events.at(-1);
    if (last !== undefined) listener.durable(toSeconds(last.event.at, Date.now()));
  });
}

/** The clock of the machine may be set back meanwhile. */
function toSeconds(fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs) / 1000;
}
