import { queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** Most times the server tells of one schedule. */
export const MAX_NEXT_TIMES = 100;

/** Schedules of active versions. */
export const schedulesQuery = queryOptions({
  queryKey: ['schedule', 'list'],
  queryFn: ({ signal }) => client.schedule.list({}, { signal }),
});

/** When a schedule fires next. */
export function nextTimesQuery(scheduleId: string) {
  return queryOptions({
    queryKey: ['schedule', 'next', scheduleId],
    queryFn: ({ signal }) => client.schedule.next({ scheduleId, count: MAX_NEXT_TIMES }, { signal }),
    staleTime: 60_000,
  });
}
