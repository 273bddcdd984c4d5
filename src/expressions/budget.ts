import { getHeapStatistics } from 'node:v8';
import { limitReached } from './failure.ts';
import { type EvaluationLimits, SLICE_MS } from './limits.ts';

/** Time and memory one evaluation has left. */
export interface Budget {
  readonly limits: EvaluationLimits;
  /** Charges the time since the last call. Gives a promise when it is time to let others run. @throws AppError `expression-limit` */
  tick(): Promise<void> | undefined;
  /** Charges the time since the last call, where nothing can be awaited. @throws AppError `expression-limit` */
  check(): void;
  /** Stops the clock. */
  finish(): void;
}

interface Account {
  usedMs: number;
}

/** Whose time is running. Evaluations take turns within one turn of the event loop, so each pays only for its own share. */
const clock: { owner: Account | undefined; since: number } = { owner: undefined, since: 0 };

function charge(account: Account | undefined): number {
  const now = performance.now();
  if (clock.owner !== undefined) clock.owner.usedMs += now - clock.since;
  clock.owner = account;
  clock.since = now;
  return now;
}

/** The turn of the event loop all evaluations share. */
const turn: { running: number; startedAt: number; pause: Promise<void> | undefined } = {
  running: 0,
  startedAt: 0,
  pause: undefined,
};

/** Lets others run. Whoever asks meanwhile waits for the same next turn, so that together they hold each turn no longer than one alone. */
function pauseTurn(): Promise<void> {
  turn.pause ??= new Promise((resolve) => {
    setImmediate(() => {
      turn.pause = undefined;
      turn.startedAt = performance.now();
      resolve();
    });
  });
  charge(undefined);
  return turn.pause;
}

/** A budget, running from now on. */
export function createBudget(limits: EvaluationLimits): Budget {
  const account: Account = { usedMs: 0 };
  const createdAt = charge(account);
  if (turn.running++ === 0 && turn.pause === undefined) turn.startedAt = createdAt;
  let heapAtStart: number | undefined;

  function spend(): number {
    const now = charge(account);
    if (account.usedMs > limits.timeMs) throw limitReached(`it ran for more than ${limits.timeMs} ms`);
    return now;
  }

  function assertHeap(): void {
    const used = getHeapStatistics().used_heap_size;
    heapAtStart ??= used;
    if (used - heapAtStart > limits.heapBytes) throw limitReached('it needs too much memory');
  }

  return {
    limits,
    tick() {
      if (spend() - turn.startedAt < SLICE_MS) return undefined;
      if (turn.pause === undefined) assertHeap();
      return pauseTurn();
    },
    check() {
      spend();
    },
    finish() {
      turn.running--;
      charge(undefined);
    },
  };
}
