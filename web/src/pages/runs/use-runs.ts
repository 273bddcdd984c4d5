import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '#web/api/client.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { useLiveRuns } from '#web/api/use-live-runs.ts';
import type { FilterValues } from '#web/ui/table/saved-views.ts';
import { patchRuns, type RunPages } from './patch-runs.ts';
import { matchesFilters, toListInput } from './run-filters.ts';

const PAGE = 100;

/** The runs that match the filters, live. */
export function useRuns(values: FilterValues) {
  const queries = useQueryClient();
  const names = useQuery(workflowNamesQuery).data;
  const queryKey = ['run', 'list', values];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      client.run.list(
        { ...toListInput(values, Date.now()), limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const toName = (workflowId: string) => names?.get(workflowId)?.name ?? workflowId;
  const live = useLiveRuns({
    onRun(run) {
      const belongs = matchesFilters(run, values, toName(run.workflowId), Date.now());
      queries.setQueryData<RunPages>(queryKey, (data) => patchRuns(data, run, belongs));
    },
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { query, rows, names, toName, live };
}
