import type { Clock } from './ports.ts';

/** Something due at a time: a retry, the end of a wait, or a run's deadline. */
export interface Due {
  readonly runId: string;
  readonly path: string;
  readonly purpose: 'retry' | 'wait' | 'deadline';
  /** Milliseconds since 1970 (UTC). */
  readonly dueAt: number;
}

interface Entry extends Due {
  /** The same instant on the clock that never jumps: a wait never lasts longer because the wall clock was set back. */
  readonly monotonicAt: number;
}

/** What is due at once, before others get their turn: a run may have to be read from its journal for each. */
const FIRED_AT_ONCE = 100;

/** Longest sleep, so that a wall clock set forward is noticed, in milliseconds. */
const LONGEST_SLEEP_MS = 1_000;

function toKey(due: Due): string {
  return `${due.runId} ${due.path} ${due.dueAt}`;
}

/** Calls back when things are due. In memory: what must survive is in the list of waits. */
export class Timers {
  readonly #clock: Clock;
  readonly #onDue: (due: Due) => void;
  /** Binary heap by `monotonicAt`. */
  readonly #heap: Entry[] = [];
  /** What the heap holds, so that nothing is there twice. */
  readonly #known = new Set<string>();
  #stop: (() => void) | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(clock: Clock, onDue: (due: Due) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  add(due: Due): void {
    const key = toKey(due);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const monotonicAt = this.#clock.monotonic() + Math.max(0, due.dueAt - this.#clock.wall());
    this.#heap.push({ ...due, monotonicAt });
    this.#rise(this.#heap.length - 1);
    this.#arm();
  }

  close(): void {
    this.#closed = true;
    this.#stop?.();
    this.#heap.length = 0;
  }

  #arm(): void {
    const first = this.#heap[0];
    if (first === undefined || this.#closed) return;
    const now = this.#clock.monotonic();
    const left = Math.min(first.monotonicAt - now, first.dueAt - this.#clock.wall(), LONGEST_SLEEP_MS);
    const wakeAt = now + Math.max(0, left);
    if (wakeAt >= this.#wakeAt) return;
    this.#stop?.();
    this.#wakeAt = wakeAt;
    this.#stop = this.#clock.after(Math.ceil(Math.max(0, left)), () => this.#fire());
  }

  #fire(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#stop = undefined;
    const monotonic = this.#clock.monotonic();
    const wall = this.#clock.wall();
    let fired = 0;
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if ((first.monotonicAt > monotonic && first.dueAt > wall) || fired++ >= FIRED_AT_ONCE) break;
      this.#removeFirst();
      this.#known.delete(toKey(first));
      this.#onDue(first);
    }
    this.#arm();
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, parent)) return;
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ; ) {
      const left = at * 2 + 1;
      const right = left + 1;
      const child = this.#dueOf(right) < this.#dueOf(left) ? right : left;
      if (!this.#swapIfEarlier(child, at)) return;
      at = child;
    }
  }

  #dueOf(at: number): number {
    return this.#heap[at]?.monotonicAt ?? Number.POSITIVE_INFINITY;
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const lower = this.#heap[child];
    const upper = this.#heap[parent];
    if (lower === undefined || upper === undefined || lower.monotonicAt >= upper.monotonicAt) return false;
    this.#heap[child] = upper;
    this.#heap[parent] = lower;
    return true;
  }
}
