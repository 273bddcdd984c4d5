import { type KnownTimes, toDayKey } from './week.ts';

/** Up to `count` times after a moment, soonest first. */
export type ListTimes = (after: number, count: number) => readonly number[];

/** Times of one day that are listed; a day with more is dense and is told in words. */
const MAX_PER_DAY = 200;
/** Looks at the clock no more often than this for one schedule. */
const MAX_ROUNDS = 40;
const HOUR_MS = 3_600_000;

/**
 * What is known of a schedule up to a moment. The server tells a limited number of times; where it stopped, `list` goes on day by day,
 * so that a schedule of weekdays is never shown on a Sunday, and none is looked at second by second.
 */
export function toKnownTimes(
  scheduleId: string,
  told: { readonly times: readonly number[]; readonly isCut: boolean },
  { list, until, timeZone }: { readonly list: ListTimes; readonly until: number; readonly timeZone: string },
): KnownTimes {
  const times = [...told.times];
  const openDays = new Set<string>();
  let after = times.at(-1);
  for (let round = 0; told.isCut && after !== undefined && after < until && round < MAX_ROUNDS; round += 1) {
    const batch = list(after, MAX_PER_DAY);
    const [first, last] = [batch[0], batch.at(-1)];
    if (first === undefined || last === undefined) break;
    times.push(...batch.filter((at) => at <= until));
    const day = toDayKey(last, timeZone);
    const isDense = batch.length >= MAX_PER_DAY && toDayKey(first, timeZone) === day;
    if (isDense) openDays.add(day);
    after = isDense ? toDayEnd(last, timeZone) - 1 : last;
  }
  return { scheduleId, times, openDays };
}

/** The moment the day of `at` ends in a zone, to the second. A day has at most 25 hours, so it is looked for by halves. */
export function toDayEnd(at: number, timeZone: string): number {
  const day = toDayKey(at, timeZone);
  let low = at;
  let high = at + 26 * HOUR_MS;
  while (high - low > 1_000) {
    const middle = (low + high) / 2;
    if (toDayKey(middle, timeZone) === day) low = middle;
    else high = middle;
  }
  // Zones change on whole minutes, so the end is the whole second at or before `high`.
  return Math.floor(high / 1_000) * 1_000;
}
