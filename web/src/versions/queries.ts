import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';

const PAGE = 50;

/** The versions of a workflow, newest first. */
export function versionsQuery(workflowId: string) {
  return infiniteQueryOptions({
    queryKey: ['workflow', 'versions', workflowId],
    queryFn: ({ pageParam, signal }) =>
      client.workflow.versions(
        { workflowId, limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** A version with its document; it never changes. */
export function versionQuery(workflowId: string, version: number) {
  return queryOptions({
    queryKey: ['workflow', 'version', workflowId, version],
    queryFn: ({ signal }) => client.workflow.version({ workflowId, version }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The draft of a workflow, if there is one. */
export function draftQuery(workflowId: string) {
  return queryOptions({
    queryKey: ['draft', 'get', workflowId],
    queryFn: async ({ signal }) => (await client.draft.get({ workflowId }, { signal })).draft ?? null,
  });
}

/** A workflow as the list shows it, with the version that is active. */
export function workflowQuery(workflowId: string) {
  return queryOptions({
    queryKey: ['workflow', 'get', workflowId],
    queryFn: ({ signal }) => client.workflow.get({ workflowId }, { signal }),
  });
}
