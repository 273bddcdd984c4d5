import type { CronTimes } from './cron-times.ts';
import { type Misfire, type ScheduleSpec, toDelayMs } from './schedule-spec.ts';

/** A time this late still counts as met: a busy machine, a restart, another process taking over. In milliseconds. */
export const GRACE_MS = 15_000;
/** Missed times that are made up for. */
export const MAX_MISSED = 100;

/** What is due. */
export interface Due {
  /** Times to fire for, oldest first. */
  readonly times: readonly number[];
  /** Every time up to this one is decided about, once these have fired. */
  readonly cursor: number;
  /** Times left out. */
  readonly skipped: number;
}

function choose(
  times: readonly number[],
  now: number,
  misfire: Misfire,
  delayOf: (at: number) => number,
): readonly number[] {
  const newest = times.at(-1);
  if (newest === undefined || misfire === 'all') return times;
  const isLate = now - (newest + delayOf(newest)) > GRACE_MS;
  return misfire === 'skip' && isLate ? [] : [newest];
}

/** What of a schedule is due at `now`, when everything up to `cursor` was decided about. */
export function planFires(
  spec: Pick<ScheduleSpec, 'id' | 'jitterMs' | 'misfire'>,
  times: CronTimes,
  cursor: number,
  now: number,
): Due {
  const delayOf = (at: number) => toDelayMs(spec, at);
  // Times whose delay is not over wait, and with them all that follow: the order of times is kept.
  const passed = times.last(now, MAX_MISSED).filter((at) => at > cursor);
  const open = passed.findIndex((at) => at + delayOf(at) > now);
  const due = open === -1 ? passed : passed.slice(0, open);
  const chosen = choose(due, now, spec.misfire, delayOf);
  return { times: chosen, cursor: due.at(-1) ?? cursor, skipped: due.length - chosen.length };
}

/** When the schedule fires next, when everything up to `cursor` was decided about. */
export function findNext(
  spec: Pick<ScheduleSpec, 'id' | 'jitterMs'>,
  times: CronTimes,
  cursor: number,
): number | undefined {
  const at = times.next(cursor);
  return at === undefined ? undefined : at + toDelayMs(spec, at);
}
