import type { ErrorInfo } from '#contract/error-info.ts';
import type { RunEvent, StoredEvent } from '#contract/run-event.ts';

/** Failed iterations whose errors are kept; of more only that they failed. */
const MAX_ERRORS = 5_000;
/** Characters of an error's message that are kept. */
const MAX_MESSAGE = 500;

/** How an iteration can be. `pending`: it has not begun. */
export const ITERATION_STATUSES = ['pending', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type IterationStatus = (typeof ITERATION_STATUSES)[number];

/** An iteration of a loop, as its journal tells it. */
export interface Iteration {
  readonly index: number;
  readonly status: IterationStatus;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly error: ErrorInfo | undefined;
}

/** What the events of a run so far made of one of its loops. Takes some 30 bytes for each iteration, so that it can be kept and gone on with. */
export interface LoopFold {
  /** Takes the next event in. */
  visit(stored: StoredEvent): void;
  /** Place of the first event not taken in. */
  readonly nextSeq: number;
  /** Whether the loop has begun. */
  readonly isBegun: boolean;
  /** Number of items; null where each round decides about the next. */
  readonly count: number | null;
  readonly finished: number;
  readonly failed: number;
  /** Iterations there are to tell of: all items, or the rounds that have begun. */
  readonly size: number;
  /** Place of the event that holds the items. */
  readonly itemsSeq: number | undefined;
  get(index: number): Iteration;
}

type Ending = 'succeeded' | 'failed';

/** A loop nothing happened to yet; `path` is that of its step. */
export function createLoopFold(path: string): LoopFold {
  const inside = `${path}[`;
  let nextSeq = 1;
  let isBegun = false;
  let isOver = false;
  let count: number | null = null;
  let inputSeq: number | undefined;
  let itemsSeq: number | undefined;
  let startedAt: (number | undefined)[] = [];
  let endedAt: (number | undefined)[] = [];
  let endings: (Ending | undefined)[] = [];
  let errors = new Map<number, ErrorInfo>();
  let finished = 0;
  let failed = 0;

  /** A loop that is tried again begins anew. */
  function begin(seq: number, event: Extract<RunEvent, { type: 'loop-started' }>): void {
    isBegun = true;
    isOver = false;
    count = event.count;
    itemsSeq = event.count === null ? undefined : event.items === undefined ? inputSeq : seq;
    startedAt = [];
    endedAt = [];
    endings = [];
    errors = new Map();
    finished = 0;
    failed = 0;
  }

  function finish({ index, at, error }: Extract<RunEvent, { type: 'iteration-finished' }>): void {
    if (endings[index] !== undefined) return;
    endings[index] = error === undefined ? 'succeeded' : 'failed';
    endedAt[index] = at;
    finished += 1;
    if (error === undefined) return;
    failed += 1;
    const { code, message } = error;
    if (errors.size < MAX_ERRORS) errors.set(index, { code, message: message.slice(0, MAX_MESSAGE) });
  }

  function visitOwn(seq: number, event: Extract<RunEvent, { path: string }>): void {
    switch (event.type) {
      case 'step-started':
        inputSeq = seq;
        break;
      case 'loop-started':
        begin(seq, event);
        break;
      case 'iteration-finished':
        finish(event);
        break;
      case 'step-succeeded':
      case 'step-failed':
      case 'step-cancelled':
        isOver = true;
        break;
      default:
    }
  }

  return {
    visit({ seq, event }) {
      nextSeq = seq + 1;
      if (event.type === 'run-finished') isOver = true;
      if (!('path' in event)) return;
      if (event.path === path) visitOwn(seq, event);
      else if (isBegun && event.path.startsWith(inside)) {
        const index = Number.parseInt(event.path.slice(inside.length), 10);
        startedAt[index] ??= event.at;
      }
    },
    get nextSeq() {
      return nextSeq;
    },
    get isBegun() {
      return isBegun;
    },
    get count() {
      return count;
    },
    get finished() {
      return finished;
    },
    get failed() {
      return failed;
    },
    get size() {
      return count ?? Math.max(startedAt.length, endings.length);
    },
    get itemsSeq() {
      return itemsSeq;
    },
    get(index) {
      const hasBegun = startedAt[index] !== undefined;
      const underWay = isOver ? 'cancelled' : hasBegun ? 'running' : 'pending';
      return {
        index,
        status: endings[index] ?? underWay,
        startedAt: startedAt[index],
        endedAt: endedAt[index],
        error: errors.get(index),
      };
    },
  };
}
