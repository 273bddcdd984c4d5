import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** The last runs of workflows, newest first. */
export function recentRunsQuery(workflowIds: readonly string[]) {
  return queryOptions({
    queryKey: ['run', 'recent', workflowIds],
    queryFn: ({ signal }) => client.run.recent({ workflowIds: [...workflowIds], limit: 10 }, { signal }),
    enabled: workflowIds.length > 0,
    placeholderData: keepPreviousData,
  });
}
