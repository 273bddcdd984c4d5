import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { type TrendSpan, toTrendWindow } from './trend-maths.ts';

/** How runs went over a span of time. */
export function useTrend(span: TrendSpan) {
  return useQuery({
    queryKey: ['run', 'trend', span],
    queryFn: ({ signal }) => client.run.trend(toTrendWindow(span, Date.now()), { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
