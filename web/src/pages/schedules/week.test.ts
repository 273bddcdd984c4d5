import { describe, expect, it } from 'vitest';
import { toDayKey, toWeek } from './week.ts';

const at = (text: string) => Date.parse(text);

describe('toWeek', () => {
  it('puts firings on the days of the zone that is shown', () => {
    const times = [at('2026-03-01T23:30:00Z'), at('2026-03-02T23:30:00Z')];
    const known = [{ scheduleId: 'a:s', times, openDays: new Set<string>() }];
    const now = at('2026-03-01T12:00:00Z');
    const utc = toWeek(known, now, 'UTC');
    expect(utc.map((day) => day.key)).toEqual([
      '2026-03-01',
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
    ]);
    expect(utc.map((day) => day.entries.length)).toEqual([1, 1, 0, 0, 0, 0, 0]);
    expect(toWeek(known, now, 'Europe/Berlin').map((day) => day.entries.length)).toEqual([0, 1, 1, 0, 0, 0, 0]);
  });

  it.each(['2026-03-28T22:30:00Z', '2026-10-24T21:30:00Z', '2026-10-25T23:30:00Z'])(
    'skips and repeats no day when the clocks change around %s',
    (moment) => {
      const keys = toWeek([], at(moment), 'Europe/Berlin').map((day) => day.key);
      expect(new Set(keys).size).toBe(7);
      const steps = keys.slice(1).map((key, index) => at(`${key}T00:00Z`) - at(`${keys[index]}T00:00Z`));
      expect(new Set(steps)).toEqual(new Set([86_400_000]));
    },
  );

  it('says of a day that it holds more than is listed', () => {
    const now = at('2026-03-01T10:00:00Z');
    const days = toWeek([{ scheduleId: 'a:s', times: [now], openDays: new Set(['2026-03-02']) }], now, 'UTC');
    expect(days.slice(0, 3).map((day) => day.entries.map((entry) => entry.isOpen))).toEqual([[false], [true], []]);
  });

  it('names days in zones far from here', () => {
    expect(toDayKey(at('2026-01-01T11:00:00Z'), 'Pacific/Kiritimati')).toBe('2026-01-02');
  });
});
