import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MAX_NEXT_TIMES, nextTimesQuery } from '#web/api/queries/schedules.ts';
import type { Schedule } from '#web/api/shapes.ts';
import { type ListTimes, toKnownTimes } from './known-times.ts';
import type { KnownTimes } from './week.ts';

const WEEK_MS = 8 * 86_400_000;
const NONE: ListTimes = () => [];

/** When schedules fire within a week; of dense ones what the library the server uses works out. */
export function useKnownTimes(schedules: readonly Schedule[], timeZone: string, today: string): readonly KnownTimes[] {
  const told = useQueries({
    queries: schedules.map((schedule) => nextTimesQuery(schedule.id)),
    combine: (answers) => answers.map(({ data }) => data?.times),
  });
  const isCut = told.some((times) => times !== undefined && times.length >= MAX_NEXT_TIMES);
  const cron = useQuery({
    queryKey: ['cron', 'library'],
    queryFn: async () => (await import('croner')).Cron,
    enabled: isCut,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return useMemo(() => {
    const until = Date.parse(`${today}T00:00:00Z`) + WEEK_MS;
    return schedules.flatMap((schedule, index) => {
      const times = told[index];
      if (times === undefined) return [];
      const list = cron === undefined ? NONE : toList(cron, schedule);
      const own = { times, isCut: times.length >= MAX_NEXT_TIMES };
      return [toKnownTimes(schedule.id, own, { list, until, timeZone })];
    });
  }, [schedules, told, cron, timeZone, today]);
}

function toList(Cron: typeof import('croner').Cron, { cron, timeZone }: Schedule): ListTimes {
  try {
    const job = new Cron(cron, { paused: true, mode: '5-or-6-parts', timezone: timeZone });
    return (after, count) => job.nextRuns(count, new Date(after)).map((date) => date.getTime());
  } catch {
    // A zone this browser does not know: what the server told stands alone.
    return NONE;
  }
}
