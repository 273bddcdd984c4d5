import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { useLiveRuns } from '#web/api/use-live-runs.ts';

/** How many questions wait for a person. */
export const openQuestionsQuery = queryOptions({
  queryKey: ['approval', 'count'],
  queryFn: async ({ signal }) => (await client.approval.count({}, { signal })).open,
  staleTime: 60_000,
});

/** How many questions wait for a person, live; `undefined` until it is known. */
export function useOpenQuestions(): number | undefined {
  const queries = useQueryClient();
  useLiveRuns({ onQuestions: (count) => queries.setQueryData(openQuestionsQuery.queryKey, count) });
  return useQuery(openQuestionsQuery).data;
}
