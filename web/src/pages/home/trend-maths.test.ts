import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatRate,
  OUTCOMES,
  stackBar,
  TREND_SPANS,
  toDurationRange,
  toLinePath,
  toSuccessRate,
  toTrendWindow,
} from './trend-maths.ts';

const NONE = { succeeded: 0, failed: 0, cancelled: 0, timedOut: 0, unfinished: 0 };
const bucket = (p50Ms?: number, p95Ms?: number) => ({
  from: 0,
  to: 1,
  ...NONE,
  ...(p50Ms === undefined ? {} : { p50Ms }),
  ...(p95Ms === undefined ? {} : { p95Ms }),
});

describe('the trend', () => {
  it('covers the span up to the end of this hour in whole hours', () => {
    const now = Date.parse('2026-03-05T10:20:00Z');
    for (const span of ['day', 'week'] as const) {
      const { from, to, buckets } = toTrendWindow(span, now);
      expect(new Date(to).toISOString()).toBe('2026-03-05T11:00:00.000Z');
      expect((to - from) / buckets).toBe(TREND_SPANS[span].partMs);
    }
  });

  it('measures success among runs that ended by themselves', () => {
    expect(toSuccessRate({ ...NONE, succeeded: 3, failed: 1, cancelled: 5, unfinished: 2 })).toBe(0.75);
    expect(toSuccessRate({ ...NONE, cancelled: 5 })).toBeUndefined();
  });

  it('never says 100 % when something failed', () => {
    expect(formatRate(1)).toBe('100 %');
    expect(formatRate(0.99999)).toBe('99.9 %');
    expect(formatRate(0.5)).toBe('50 %');
    expect(formatRate(0.9333)).toBe('93.3 %');
  });

  it('stacks bars inside the chart, each part to be seen', () => {
    const counts = fc.record(Object.fromEntries(OUTCOMES.map((one) => [one, fc.nat(1_000)]))) as fc.Arbitrary<
      typeof NONE
    >;
    fc.assert(
      fc.property(counts, (given) => {
        const most = OUTCOMES.reduce((sum, one) => sum + given[one], 0);
        const parts = stackBar(given, 72, most);
        expect(parts.length).toBe(OUTCOMES.filter((one) => given[one] > 0).length);
        for (const part of parts) {
          expect(part.y).toBeGreaterThanOrEqual(0);
          expect(part.height).toBeGreaterThanOrEqual(2);
        }
      }),
    );
    expect(stackBar(NONE, 72, 0)).toEqual([]);
  });

  it('draws lines with gaps where nothing ended, and a dash for a bucket alone', () => {
    const buckets = [bucket(10), bucket(100), bucket(), bucket(1_000), bucket()];
    const path = toLinePath(buckets, 'p50Ms', { width: 50, height: 60, lowest: 10, highest: 1_000 });
    expect(path).toBe('M5 60L15 30M32 0H38');
    expect(toLinePath([bucket()], 'p50Ms', { width: 50, height: 60, lowest: 1, highest: 1 })).toBe('');
  });

  it('finds the range of durations, at least a millisecond', () => {
    expect(toDurationRange([bucket(0.2, 40), bucket(7, 9)])).toEqual({ lowest: 1, highest: 40 });
    expect(toDurationRange([])).toEqual({ lowest: 1, highest: 1 });
  });
});
