import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { RunTrigger, StoredEvent } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { RunRecord } from '#journal/journal.ts';

/** What a run is started with. */
export interface StartRequest {
  readonly workflowId: string;
  /** Version to pin; the current one when absent. */
  readonly version?: number;
  readonly input?: JsonObject;
  readonly trigger?: RunTrigger;
  /** The same key for the same workflow starts one run only. */
  readonly idempotencyKey?: string;
  /** Higher first when runs queue; the workflow's own by default. */
  readonly priority?: number;
  /** Only these steps (ids of the root) run, and all that lead to them; the run gives the outputs of the last ones. */
  readonly upTo?: readonly string[];
  /** Outputs by step id (of the root): such a step succeeds at once with it. Those of unknown steps are left out. */
  readonly pins?: Readonly<Record<string, JsonValue>>;
}

/** What `start` answers, once the run is on disk. `existing`: the idempotency key was used before. */
export interface Started {
  readonly runId: string;
  readonly existing: boolean;
}

/** A fork: a new run that takes over what ended before some steps, and runs these again. */
export interface ForkRequest {
  readonly runId: string;
  /** Steps (ids of the root) to run again, with all that follow; the failed ones when absent. */
  readonly from?: readonly string[];
  /** Inputs to replace, by step id. */
  readonly overrides?: Readonly<Record<string, JsonObject>>;
  /** Version to run; the one of the forked run by default. */
  readonly version?: number;
  /** As for a start. With neither `from` nor `upTo`, what the forked run was started with holds. */
  readonly upTo?: readonly string[];
  /** As for a start. Without `from` and `pins`, those of the forked run hold. A pin goes before an output taken over. */
  readonly pins?: Readonly<Record<string, JsonValue>>;
}

/** An answer to an approval or callback, or a decision on an uncertain effect. */
export type Answer =
  | { readonly kind: 'answer'; readonly path: string; readonly data: JsonValue; readonly by?: string }
  | {
      readonly kind: 'decision';
      readonly path: string;
      readonly decision: 'retry' | 'succeeded' | 'failed';
      readonly output?: JsonValue;
      readonly by?: string;
    };

/** The workflows a host can run. */
export interface WorkflowSource {
  /** @throws AppError `workflow-not-found` or `version-not-found` */
  get(workflowId: string, version?: number): { readonly workflow: Workflow; readonly version: number };
}

/** Something that happened in a run: durable events, or live progress of a step. */
export type LiveEntry =
  | { readonly kind: 'events'; readonly runId: string; readonly events: readonly StoredEvent[] }
  | { readonly kind: 'progress'; readonly runId: string; readonly path: string; readonly data: JsonObject };

/** What drives runs. Every host passes `suite/`. */
export interface Host {
  /**
   * Starts a run; resolves once its creation is on disk.
   * @throws AppError workflow-not-found, step-not-found, input-invalid, queue-full, shutting-down, storage-*
   */
  start(request: StartRequest): Promise<Started>;
  /** Resolves when the run has ended (at once if it has). `undefined` when `signal` aborts first. */
  waitForEnd(runId: string, signal?: AbortSignal): Promise<RunRecord | undefined>;
  /** Asks a run to end as cancelled; resolves when the request is on disk. */
  cancel(runId: string, options?: { readonly by?: string; readonly reason?: string }): Promise<void>;
  /** Answers what a run waits for; resolves when the answer is on disk. @throws AppError run-not-found, wait-not-open */
  answer(runId: string, answer: Answer): Promise<void>;
  /** Starts a new run from an old one. */
  fork(request: ForkRequest): Promise<Started>;
  /** Live entries of all runs, or of one, from now on. Returns how to stop. */
  watch(listener: (entry: LiveEntry) => void, runId?: string): () => void;
  /** Takes over runs of hosts that died, all or those of `runIds`, and carries on. Resolves to how many. */
  recover(runIds?: readonly string[]): Promise<number>;
  /** Runs queued and running in this process. */
  readonly load: { readonly queued: number; readonly running: number };
  /** Stops taking runs; lets handlers finish for `graceMs`, parks the rest, closes. */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
