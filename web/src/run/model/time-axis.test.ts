import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panWindow, toBar, toShare, toTicks, zoomWindow } from './time-axis.ts';

const WHOLE = { from: 1_000, to: 11_000 };

describe('the time axis', () => {
  it('puts times where they belong', () => {
    expect(toShare(1_000, WHOLE)).toBe(0);
    expect(toShare(6_000, WHOLE)).toBe(0.5);
    expect(toBar(3_500, 6_000, WHOLE)).toEqual({ left: 0.25, width: 0.25 });
  });

  it('cuts bars at the edges, and leaves out what cannot be seen', () => {
    const window = { from: 5_000, to: 6_000 };
    expect(toBar(1_000, 9_000, window)).toEqual({ left: 0, width: 1 });
    expect(toBar(1_000, 2_000, window)).toBeUndefined();
    expect(toBar(9_000, 9_500, window)).toBeUndefined();
  });

  it('shows a run of no length at all', () => {
    expect(toBar(5, 5, { from: 5, to: 5 })).toEqual({ left: 0, width: 0 });
    expect(toTicks({ from: 5, to: 5 }, 5, 6)).toEqual([5]);
  });

  it('marks round distances from the beginning of the run, never more than asked for', () => {
    expect(toTicks(WHOLE, 1_000, 5)).toEqual([1_000, 3_000, 5_000, 7_000, 9_000, 11_000]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 40 * 86_400_000 }), (from, span) => {
        const ticks = toTicks({ from, to: from + span }, from, 6);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks.length).toBeGreaterThan(0);
      }),
    );
  });

  it('zooms around the pointer and stays inside the run', () => {
    expect(zoomWindow(WHOLE, 2, 0.5, WHOLE)).toEqual({ from: 3_500, to: 8_500 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            factor: fc.double({ min: 0.05, max: 20, noNaN: true }),
            at: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        (moves) => {
          let window: { from: number; to: number } = WHOLE;
          for (const { factor, at } of moves)
            window = panWindow(zoomWindow(window, factor, at, WHOLE), at - 0.5, WHOLE);
          expect(window.from).toBeGreaterThanOrEqual(WHOLE.from - 1e-6);
          expect(window.to).toBeLessThanOrEqual(WHOLE.to + 1e-6);
          expect(window.to - window.from).toBeGreaterThan(0.99);
        },
      ),
    );
  });
});
