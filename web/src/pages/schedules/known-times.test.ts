import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { toDayEnd, toKnownTimes } from './known-times.ts';
import { toWeek } from './week.ts';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-03-05T10:00:00Z');
const UNTIL = NOW + 8 * 86_400_000;

function know(pattern: string, timeZone = 'UTC') {
  const job = new Cron(pattern, { paused: true, timezone: timeZone });
  const list = (after: number, count: number) => job.nextRuns(count, new Date(after)).map((date) => date.getTime());
  const times = list(NOW, 100);
  return toKnownTimes('a:s', { times, isCut: times.length === 100 }, { list, until: UNTIL, timeZone });
}

describe('toKnownTimes', () => {
  it('goes on where the server stopped, and leaves out the days nothing fires', () => {
    const days = toWeek([know('*/20 8-18 * * 1-5')], NOW, 'UTC');
    // Thursday, Friday, the weekend, Monday to Wednesday.
    expect(days.map((day) => day.entries[0]?.times.length ?? 0)).toEqual([26, 33, 0, 0, 33, 33, 33]);
    expect(days.some((day) => day.entries[0]?.isOpen)).toBe(false);
  });

  it('tells dense days from others without listing them', () => {
    const known = know('* * * * 1-5');
    const days = toWeek([known], NOW, 'UTC');
    expect(days.map((day) => day.entries[0]?.isOpen ?? false)).toEqual([true, true, false, false, true, true, true]);
    expect(known.times.length).toBeLessThan(3_000);
  });

  it('looks at every second of no day', () => {
    expect(know('* * * * * *').times.length).toBeLessThan(3_000);
  });

  it('keeps what the server told when that is all', () => {
    expect(know('0 7 1 1 *')).toMatchObject({ openDays: new Set() });
  });
});

describe('toDayEnd', () => {
  it.each([
    ['2026-03-05T10:00:00Z', 'UTC', '2026-03-06T00:00:00Z'],
    ['2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-10-24T22:30:00Z', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
  ])('finds the midnight after %s in %s', (moment, zone, end) => {
    expect(new Date(toDayEnd(at(moment), zone)).toISOString()).toBe(new Date(end).toISOString());
  });
});
