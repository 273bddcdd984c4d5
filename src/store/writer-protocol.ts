import type { ErrorCode } from '#contract/error-table.ts';
import type { Statement, StatementResult } from './statement.ts';

/** A value too large for a journal row: `events` holds `null` in its place. */
export interface LargeValue {
  /** Which event of the chunk. */
  readonly index: number;
  /** Which field of the event, and which key inside it when only that one is large. */
  readonly field: string;
  readonly key: string | undefined;
  /** The value as JSON text. */
  readonly text: string;
}

/** Consecutive events of a run, stored as one row. */
export interface JournalChunk {
  readonly seq: number;
  readonly count: number;
  /** JSON array of the events. */
  readonly events: string;
  readonly large: readonly LargeValue[] | undefined;
}

/** Columns of a run that may change; `null` leaves them. `output` and `error` are JSON texts. */
export interface RunColumns {
  readonly status: string | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly output: string | null;
  readonly error: string | null;
}

/** A new run's columns that never change. */
export interface NewRunColumns {
  readonly workflowId: string;
  readonly version: number;
  readonly priority: number;
  readonly triggerKind: string;
  readonly parentId: string | null;
  readonly parentPath: string | null;
  readonly idempotencyKey: string | null;
  readonly createdAt: number;
}

/** Path, kind, due time and token of a wait. */
export type WaitColumns = readonly [path: string, kind: string, dueAt: number | null, token: string | null];

/** A question to a person that is asked, or that ends. `answer` is a JSON text. */
export type QuestionWrite =
  | {
      readonly kind: 'asked';
      readonly path: string;
      readonly question: 'approval' | 'uncertain';
      readonly title: string;
      readonly at: number;
    }
  | {
      readonly kind: 'closed';
      readonly path: string;
      readonly outcome: 'answered' | 'expired' | 'withdrawn';
      readonly at: number;
      readonly by: string | null;
      readonly answer: string | null;
    };

/** Everything one group writes about one run. */
export interface RunWrite {
  readonly id: string;
  /** The host that must own the run; anything else means that it was taken over. */
  readonly owner: string | null;
  readonly create: NewRunColumns | undefined;
  readonly change: RunColumns | undefined;
  /** The run ends with this write, and its waits with it. */
  readonly finished: boolean;
  readonly chunks: readonly JournalChunk[];
  readonly closed: readonly string[] | undefined;
  readonly opened: readonly WaitColumns[] | undefined;
  /** In the order they came about. */
  readonly questions: readonly QuestionWrite[] | undefined;
}

/** A failure that crosses the thread boundary. */
export interface StorageFault {
  readonly code: ErrorCode;
  readonly message: string;
}

/** One transaction. */
export interface Group {
  readonly runs: readonly RunWrite[];
  readonly lists: readonly (readonly Statement[])[];
}

/** Answer to one list of a group. */
export type ListOutcome = { readonly results: readonly StatementResult[] } | { readonly fault: StorageFault };

/** Answer to a {@link Group}. `refused` are runs that were not written, because another process owns them or has used their key. */
export type GroupOutcome =
  | { readonly refused: readonly string[]; readonly outcomes: readonly ListOutcome[] }
  | { readonly fault: StorageFault };

/** What the writer thread is started with. */
export interface WriterOptions {
  readonly path: string;
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly busyTimeoutMs: number;
  readonly syncDelayMs: number;
  readonly maxBytes: number | undefined;
}

/** Values whose JSON text is longer than this leave the row for the blob table. */
export const LARGE_TEXT = 65_536;
