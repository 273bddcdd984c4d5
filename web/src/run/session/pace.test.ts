import { describe, expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** A clock that stands still until it is moved; each picture costs what the work says. */
function createClock() {
  let now = 0;
  let waiting: { readonly at: number; readonly work: () => void }[] = [];
  const at = (time: number, work: () => void): void => void waiting.push({ at: time, work });
  return {
    clock: {
      now: () => now,
      frame: (work: () => void) => at(now, work),
      after: (ms: number, work: () => void) => at(now + ms, work),
    },
    spend: (ms: number) => {
      now += ms;
    },
    goTo(time: number) {
      for (;;) {
        const next = waiting.filter((entry) => entry.at <= time).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = Math.max(now, next.at);
        next.work();
      }
      now = Math.max(now, time);
    },
  };
}

describe('createPace', () => {
  it('draws at the next picture when drawing is cheap', () => {
    const { clock, goTo } = createClock();
    const pace = createPace(clock);
    const drawn: number[] = [];
    pace(() => drawn.push(clock.now()));
    goTo(10);
    pace(() => drawn.push(clock.now()));
    goTo(20);
    expect(drawn).toEqual([0, 10]);
  });
  it('pauses after a picture that took long, so that most of the time is left', () => {
    const { clock, spend, goTo } = createClock();
    const pace = createPace(clock);
    const drawn: number[] = [];
    const work = (): void => {
      drawn.push(clock.now());
      spend(30);
    };
    pace(work);
    goTo(31);
    pace(work);
    goTo(90);
    expect(drawn).toHaveLength(1);
    goTo(110);
    expect(drawn).toEqual([0, 100]);
  });
  it('never pauses longer than half a second, and draws what was asked for meanwhile at once', () => {
    const { clock, spend, goTo } = createClock();
    const pace = createPace(clock);
    let count = 0;
    pace(() => spend(60_000));
    goTo(60_000);
    pace(() => {
      count += 1;
    });
    pace(() => {
      count += 1;
    });
    goTo(60_499);
    expect(count).toBe(0);
    goTo(60_500);
    expect(count).toBe(2);
  });
});
