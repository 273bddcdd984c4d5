/** What a schedule does on one day. */
export interface DayEntry {
  readonly scheduleId: string;
  readonly times: readonly number[];
  /** There are more times on the day than are listed. */
  readonly isOpen: boolean;
}

/** A day of the strip. */
export interface Day {
  /** `2026-03-01`, in the zone shown. */
  readonly key: string;
  /** A moment of that day, for its name. */
  readonly at: number;
  readonly entries: readonly DayEntry[];
}

/** When a schedule fires; on the days of `openDays` more often than is listed. */
export interface KnownTimes {
  readonly scheduleId: string;
  readonly times: readonly number[];
  readonly openDays: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a zone, as `2026-03-01`. */
export function toDayKey(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // The Swedish way of writing a date is that of ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The next days, today first, each with what fires on it; days are those of the zone, of 23 or 25 hours too. */
export function toWeek(known: readonly KnownTimes[], now: number, timeZone: string, days = 7): readonly Day[] {
  const keys = toDayKeys(now, timeZone, days);
  const grouped = known.map((schedule) => {
    const byDay = new Map<string, number[]>();
    for (const at of schedule.times) {
      const key = toDayKey(at, timeZone);
      byDay.set(key, [...(byDay.get(key) ?? []), at]);
    }
    return { ...schedule, byDay };
  });
  return keys.map(({ key, at }) => ({
    key,
    at,
    entries: grouped.flatMap(({ scheduleId, byDay, openDays }) => {
      const times = byDay.get(key) ?? [];
      const isOpen = openDays.has(key);
      return times.length === 0 && !isOpen ? [] : [{ scheduleId, times, isOpen }];
    }),
  }));
}

function toDayKeys(
  now: number,
  timeZone: string,
  days: number,
): readonly { readonly key: string; readonly at: number }[] {
  const found: { key: string; at: number }[] = [];
  // Half a day at a time: no change of the clocks makes it skip a day.
  for (let at = now; found.length < days; at += DAY_MS / 2) {
    const key = toDayKey(at, timeZone);
    if (found.at(-1)?.key !== key) found.push({ key, at });
  }
  return found;
}
