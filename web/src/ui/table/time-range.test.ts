// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTimeRange, toTimeRange, toTimeWords } from './time-range.ts';

const NOW = Date.parse('2026-03-05T10:00:00Z');

describe('time ranges in an address', () => {
  it('count presets back from now', () => {
    expect(toTimeRange('24h', NOW)).toEqual({ from: NOW - 86_400_000 });
    expect(toTimeWords('24h', NOW)).toBe('in the last 24 hours');
    const today = toTimeRange('today', NOW)?.from ?? 0;
    expect(NOW - today).toBeLessThan(86_400_000);
    expect(new Date(today).getHours()).toBe(0);
  });

  it('are open at either end', () => {
    expect(toTimeRange('2026-03-01T08:00Z..', NOW)).toEqual({ from: Date.parse('2026-03-01T08:00Z') });
    expect(toTimeRange('..2026-03-01T08:00Z', NOW)).toEqual({ to: Date.parse('2026-03-01T08:00Z') });
  });

  it.each([undefined, '', '..', '25h', 'x..y', '2026-03-02..2026-03-01', 'toString'])('are none in %j', (value) => {
    expect(toTimeRange(value, NOW)).toBeUndefined();
  });

  it('come back from what was written', () => {
    const moment = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000);
    fc.assert(
      fc.property(moment, moment, (from, to) => {
        const written = fromTimeRange({ from, to });
        if (from >= to) expect(written).toBeUndefined();
        else expect(toTimeRange(written, NOW)).toEqual({ from, to });
      }),
    );
  });
});
