import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { RunEvent, RunStatus, StoredEvent, Wait } from '#contract/run-event.ts';

/** What the list of runs knows of a run when it is created. */
export interface NewRun {
  readonly id: string;
  readonly workflowId: string;
  readonly version: number;
  readonly priority: number;
  readonly triggerKind: string;
  readonly parent: { readonly runId: string; readonly path: string } | undefined;
  /** Unique per workflow; a second creation with the same key is refused (see {@link Journal.findByKey}). */
  readonly idempotencyKey: string | undefined;
  /** Id of the host process that drives it. */
  readonly owner: string;
  readonly createdAt: number;
}

/** A durable wait, as the list of waits knows it. */
export interface OpenWait {
  readonly runId: string;
  readonly path: string;
  /** `retry`: a failed step waits for its next attempt. `deadline`: the run's own timeout (path is empty). `child`: a called run. */
  readonly kind: Wait['kind'] | 'retry' | 'uncertain' | 'child' | 'deadline';
  /** When it fires or expires, in milliseconds since 1970 (UTC). */
  readonly dueAt: number | undefined;
  /** Token of a callback, or id of the called run. */
  readonly token: string | undefined;
}

/** What an append changes in the list of runs, in the same transaction. */
export interface RunChange {
  readonly status?: RunStatus;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly output?: JsonValue;
  readonly error?: ErrorInfo;
  readonly opened?: readonly Omit<OpenWait, 'runId'>[];
  readonly closed?: readonly string[];
}

/** A run as the list knows it. */
export interface RunRecord {
  readonly id: string;
  readonly workflowId: string;
  readonly version: number;
  readonly status: RunStatus;
  readonly priority: number;
  readonly triggerKind: string;
  readonly parent: { readonly runId: string; readonly path: string } | undefined;
  readonly idempotencyKey: string | undefined;
  readonly owner: string | undefined;
  readonly createdAt: number;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly output: JsonValue | undefined;
  readonly error: ErrorInfo | undefined;
  /** Events in its journal. */
  readonly eventCount: number;
}

/** Which runs to list, newest first (by `createdAt`): those that match everything given. */
export interface RunFilter {
  readonly workflowId?: string;
  /** Only runs of one of these workflows. */
  readonly workflowIds?: readonly string[];
  readonly statuses?: readonly RunStatus[];
  readonly triggerKind?: string;
  readonly parentRunId?: string;
  /** Only runs created at or after this time. */
  readonly createdFrom?: number;
  /** Only runs created before this time. */
  readonly createdTo?: number;
  /** How the id begins: at least 8 characters, which stand for about a second. */
  readonly idPrefix?: string;
  /** Only runs after this one in the list (a cursor). */
  readonly beforeId?: string;
  readonly limit: number;
}

/** Which questions to list. */
export interface QuestionFilter {
  readonly runId?: string;
  readonly workflowId?: string;
  /** Only questions after this one (a cursor). */
  readonly after?: { readonly runId: string; readonly path: string };
  readonly limit: number;
}

/** Events that just became durable. */
export interface DurableEvents {
  readonly runId: string;
  readonly events: readonly StoredEvent[];
}

/**
 * The append-only log of runs. `createRun` and `append` only queue (cheap, synchronous, in order);
 * what is queued becomes durable in groups, off the main thread. Nothing may depend on an event before `flush` resolved.
 * After a failed write the journal refuses everything (`AppError` storage-*): its memory and the disk may differ.
 */
export interface Journal {
  /** Queues a new run and its first events. */
  createRun(run: NewRun, events: readonly RunEvent[], change?: RunChange): void;
  /** Queues events of a run, and what they change in the lists. Each run's events keep their order. */
  append(runId: string, events: readonly RunEvent[], change?: RunChange): void;
  /** Resolves when everything queued so far is durable; rejects with an AppError when it could not be written. */
  flush(): Promise<void>;
  /** Bytes queued and not yet durable: a writer ahead of the disk should pause above a limit. */
  readonly backlogBytes: number;
  /** The failure that stopped the journal, if any. */
  readonly failure: Error | undefined;
  /** Calls `listener` for events once they are durable. Returns how to stop. Costs nothing while nobody listens. */
  onDurable(listener: (entries: readonly DurableEvents[]) => void): () => void;
  /** Calls `listener` with the ids of runs that were created, or whose status was set, once that is durable. Returns how to stop. Costs nothing while nobody listens. */
  onRunsChanged(listener: (runIds: readonly string[]) => void): () => void;

  /** Events of a run in order, large values included, from `fromSeq` (1 by default). Only durable ones. */
  read(runId: string, fromSeq?: number): Iterable<StoredEvent>;
  findRun(runId: string): RunRecord | undefined;
  /** The run a workflow was started with under this key, queued ones included. */
  findByKey(workflowId: string, idempotencyKey: string): string | undefined;
  listRuns(filter: RunFilter): readonly RunRecord[];
  /** Open waits of one run, or all that are due at or before `dueBefore`, soonest first. */
  listWaits(filter: {
    readonly runId?: string;
    readonly dueBefore?: number;
    readonly limit?: number;
  }): readonly OpenWait[];
  /** What runs ask people: open approvals and uncertain effects, by run in the order runs became durable, then by path. */
  listQuestions(filter: QuestionFilter): readonly OpenWait[];
  /** When the next wait of a run that `owner` drives is due. */
  nextDueAt(owner: string): number | undefined;
  findWaitByToken(token: string): OpenWait | undefined;

  /**
   * Unfinished runs that no living host drives become `owner`'s: all of them, or those of `runIds`.
   * Resolves to their ids, highest priority and oldest first.
   */
  adopt(owner: string, deadOwners: readonly string[], runIds?: readonly string[]): Promise<readonly string[]>;
  /** Gives up all unfinished runs of `owner`, so that the next host takes them. */
  release(owner: string): Promise<void>;
  /** Deletes finished runs created before `before`, keeping the newest `keep` of each workflow. Resolves to how many went. */
  prune(options: {
    readonly before: number;
    readonly keep: number;
  }): Promise<{ readonly runs: number; readonly bytes: number }>;
  /** Writes what is queued and closes. */
  close(): Promise<void>;
}
