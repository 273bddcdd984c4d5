/** Time that stands still until a test turns it. */
export interface TestClock {
  wall(): number;
  monotonic(): number;
  after(ms: number, callback: () => void): () => void;
  /** Lets time pass: what falls due meanwhile is called, each at its own time. */
  advance(ms: number): void;
  /** Sets the wall clock forward or back, as an administrator does; no time passes. */
  jump(ms: number): void;
  /** Timers not called yet. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that starts in November 2023. */
export function createTestClock(): TestClock {
  let now = 5_000;
  let offset = 1_700_000_000_000;
  const timers = new Set<Timer>();

  function findFirst(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }

  return {
    wall: () => now + offset,
    monotonic: () => now,
    after(ms, callback) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (let timer = findFirst(until); timer !== undefined; timer = findFirst(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.callback();
      }
      now = until;
    },
    jump(ms) {
      offset += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
