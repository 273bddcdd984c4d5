import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { EventOf, RunStatus, RunTrigger } from '#contract/run-event.ts';
import type { InstanceView } from './instance.ts';
import type { StepView } from './step-view.ts';

/** A run as its events so far tell it. A value: a new one is made when something changed, at most once a frame. */
export interface RunView {
  readonly workflowId: string;
  readonly version: number;
  readonly status: RunStatus;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly input: JsonValue | undefined;
  readonly output?: JsonValue;
  readonly error?: ErrorInfo;
  readonly trigger: RunTrigger;
  readonly parent?: { readonly runId: string; readonly path: string };
  readonly forkedFrom?: EventOf<'run-created'>['forkedFrom'];
  readonly simulated: boolean;
  readonly cancelRequested?: { readonly at: number; readonly by?: string; readonly reason?: string };
  /** By step id: every instance counted. */
  readonly steps: ReadonlyMap<string, StepView>;
  /**
   * By path, in the order they started: those outside loops, those under way, and of the ended ones inside loops the newest and some
   * that failed. `run.iterations` and `run.steps` have all.
   */
  readonly instances: ReadonlyMap<string, InstanceView>;
  /** Instances inside loops that ended and are not among `instances`. */
  readonly hiddenInstances: number;
  /** Whether the first events were not read one by one: counters of steps inside loops then begin in the middle. */
  readonly isPartial: boolean;
  /** Events taken into account; also the place of the newest. */
  readonly lastSeq: number;
  /** Time of the newest event. */
  readonly lastAt: number;
}

/** Whether a run has ended. */
export function isEnded({ status }: Pick<RunView, 'status'>): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled' || status === 'timed-out';
}
