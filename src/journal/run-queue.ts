import type { RunEvent, RunStatus, StoredEvent } from '#contract/run-event.ts';
import type {
  JournalChunk,
  LargeValue,
  NewRunColumns,
  QuestionWrite,
  RunWrite,
  WaitColumns,
} from '#store/writer-protocol.ts';
import type { DurableEvents, NewRun, RunChange } from './journal.ts';
import { toQuestionWrites } from './question-writes.ts';
import { serialiseEvent } from './serialise-event.ts';

/** A journal row is closed when its text is longer than this, so that reading one row stays cheap. */
const CHUNK_TEXT = 262_144;

/** Rough cost of an event besides its text, so that many tiny ones count too. */
const EVENT_OVERHEAD = 16;

const END_STATUSES: ReadonlySet<RunStatus> = new Set(['succeeded', 'failed', 'cancelled', 'timed-out']);

/** Whether a run of this status is over. */
export function isEndStatus(status: RunStatus): boolean {
  return END_STATUSES.has(status);
}

/** What is queued about one run. */
interface QueuedRun {
  readonly id: string;
  readonly owner: string | null;
  readonly create: NewRunColumns | undefined;
  readonly chunks: JournalChunk[];
  readonly durable: StoredEvent[];
  seq: number;
  /** The open chunk: its first seq, number of events, text so far and large values. */
  firstSeq: number;
  count: number;
  text: string;
  large: LargeValue[] | undefined;
  status: RunStatus | null;
  startedAt: number | null;
  finishedAt: number | null;
  output: string | null;
  error: string | null;
  isChanged: boolean;
  opened: Map<string, WaitColumns> | undefined;
  closed: Set<string> | undefined;
  questions: QuestionWrite[] | undefined;
}

/** What is queued for the next group: everything about a run becomes one write. */
export interface RunQueue {
  readonly size: number;
  /** Characters of text queued, and a little for each event. */
  readonly bytes: number;
  has(runId: string): boolean;
  /** Takes everything about a run out again. */
  drop(runId: string): void;
  /** Queues a run that starts with event 1. */
  create(run: NewRun): void;
  /** Queues events of a run; `seq` is the first one's. */
  append(
    runId: string,
    owner: string | null,
    seq: number,
    events: readonly RunEvent[],
    change: RunChange | undefined,
  ): void;
  toWrites(): readonly RunWrite[];
  /** The queued events, if they were kept. */
  toDurable(): readonly DurableEvents[];
  /** Ids of runs that are created, or whose status is set. */
  toChanged(): readonly string[];
}

function toNewRunColumns(run: NewRun): NewRunColumns {
  return {
    workflowId: run.workflowId,
    version: run.version,
    priority: run.priority,
    triggerKind: run.triggerKind,
    parentId: run.parent?.runId ?? null,
    parentPath: run.parent?.path ?? null,
    idempotencyKey: run.idempotencyKey ?? null,
    createdAt: run.createdAt,
  };
}

function openRun(id: string, owner: string | null, seq: number, create: NewRunColumns | undefined): QueuedRun {
  return {
    id,
    owner,
    create,
    chunks: [],
    durable: [],
    seq,
    firstSeq: seq,
    count: 0,
    text: '',
    large: undefined,
    status: null,
    startedAt: null,
    finishedAt: null,
    output: null,
    error: null,
    isChanged: false,
    opened: undefined,
    closed: undefined,
    questions: undefined,
  };
}

function closeChunk(run: QueuedRun): void {
  if (run.count === 0) return;
  run.chunks.push({ seq: run.firstSeq, count: run.count, events: `[${run.text}]`, large: run.large });
  run.firstSeq = run.seq;
  run.count = 0;
  run.text = '';
  run.large = undefined;
}

/** Queues one event and returns its length. */
function addEvent(run: QueuedRun, event: RunEvent): number {
  const { text, large } = serialiseEvent(event, run.count);
  run.text = run.count === 0 ? text : `${run.text},${text}`;
  run.count++;
  run.seq++;
  let bytes = text.length + EVENT_OVERHEAD;
  if (large !== undefined) {
    run.large ??= [];
    run.large.push(...large);
    for (const value of large) bytes += value.text.length;
  }
  if (run.text.length > CHUNK_TEXT || (run.large?.length ?? 0) > 16) closeChunk(run);
  return bytes;
}

function addChange(run: QueuedRun, change: RunChange): number {
  let bytes = 0;
  run.isChanged = true;
  if (change.status !== undefined) run.status = change.status;
  if (change.startedAt !== undefined) run.startedAt = change.startedAt;
  if (change.finishedAt !== undefined) run.finishedAt = change.finishedAt;
  if (change.error !== undefined) run.error = JSON.stringify(change.error);
  if (change.output !== undefined) {
    run.output = JSON.stringify(change.output);
    bytes += run.output.length;
  }
  for (const path of change.closed ?? []) {
    run.opened?.delete(path);
    run.closed ??= new Set();
    run.closed.add(path);
  }
  for (const { path, kind, dueAt, token } of change.opened ?? []) {
    run.opened ??= new Map();
    run.opened.set(path, [path, kind, dueAt ?? null, token ?? null]);
    bytes += path.length;
  }
  return bytes;
}

function toWrite(run: QueuedRun): RunWrite {
  closeChunk(run);
  const { id, owner, create, chunks, status, startedAt, finishedAt, output, error } = run;
  const finished = status !== null && isEndStatus(status);
  return {
    id,
    owner,
    create,
    change: run.isChanged ? { status, startedAt, finishedAt, output, error } : undefined,
    finished,
    chunks,
    // A new run has no older waits to close; a finished one keeps none.
    closed: create !== undefined || finished || run.closed === undefined ? undefined : [...run.closed],
    opened: finished || run.opened === undefined ? undefined : [...run.opened.values()],
    questions: run.questions,
  };
}

/** An empty queue; `keepEvents` is asked for each append whether somebody wants the events back. */
export function createRunQueue(keepEvents: () => boolean): RunQueue {
  const runs = new Map<string, QueuedRun>();
  let bytes = 0;
  return {
    get size() {
      return runs.size;
    },
    get bytes() {
      return bytes;
    },
    has: (runId) => runs.has(runId),
    drop: (runId) => void runs.delete(runId),
    create(run) {
      runs.set(run.id, openRun(run.id, run.owner, 1, toNewRunColumns(run)));
    },
    append(runId, owner, seq, events, change) {
      let run = runs.get(runId);
      if (run === undefined) {
        run = openRun(runId, owner, seq, undefined);
        runs.set(runId, run);
      }
      const isKept = keepEvents();
      for (const event of events) {
        if (isKept) run.durable.push({ seq: run.seq, event });
        bytes += addEvent(run, event);
      }
      if (change === undefined) return;
      bytes += addChange(run, change);
      if (change.opened === undefined && change.closed === undefined) return;
      const questions = toQuestionWrites(events, change);
      if (questions.length > 0) run.questions = [...(run.questions ?? []), ...questions];
    },
    toWrites: () => Array.from(runs.values(), toWrite),
    toDurable: () =>
      Array.from(runs.values())
        .filter((run) => run.durable.length > 0)
        .map((run) => ({ runId: run.id, events: run.durable })),
    toChanged: () =>
      Array.from(runs.values())
        .filter((run) => run.create !== undefined || run.status !== null)
        .map((run) => run.id),
  };
}
