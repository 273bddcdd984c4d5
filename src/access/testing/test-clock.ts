/** A clock that stands still until it is moved. */
export interface TestClock {
  now(): number;
  advance(ms: number): void;
}

/** 1 May 2026, noon (UTC), unless another time is given. */
export function createTestClock(startAt = Date.UTC(2026, 4, 1, 12)): TestClock {
  let time = startAt;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}
