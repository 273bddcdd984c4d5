import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject } from '#contract/json.ts';
import type { LiveRun } from './live-run.ts';
import type { Clock, EmbeddedHostOptions, HostLimits } from './ports.ts';
import type { Timers } from './timers.ts';

/** What the parts of the embedded host share. */
export interface Core {
  readonly options: EmbeddedHostOptions;
  readonly limits: HostLimits;
  readonly clock: Clock;
  readonly timers: Timers;
  createRunId(): string;
  /** Gives a run a turn soon. */
  schedule(run: LiveRun): void;
  /** Hands a run's events to the journal and resolves once everything is on disk. */
  makeDurable(run: LiveRun): Promise<void>;
  /** Tells watchers what a handler reports. */
  progress(run: LiveRun, path: string, data: JsonObject): void;
  /** Starts, or finds, the run a step called. */
  ensureChild(run: LiveRun, path: string): void;
  /** Asks the run a step called to end. */
  cancelChild(run: LiveRun, path: string): void;
  /** The journal failed: nothing goes on. */
  fail(error: unknown): void;
}

/** A failure at the time it is noticed; `jitter` spreads retries. */
export function failStep(core: Core, run: LiveRun, path: string, attempt: number, error: ErrorInfo): void {
  run.emit({ type: 'step-failed', at: run.stamp(core.clock.wall()), path, attempt, error, jitter: Math.random() });
}
