import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';
import type { WorkflowSummary } from '../shapes.ts';

/** Pages of names read at most: enough for 2,000 workflows. */
const MAX_NAME_PAGES = 10;
const PAGE = 200;

/** Which workflows, in which order. */
export interface WorkflowListFilter {
  readonly search?: string;
  readonly tag?: string;
  readonly sort: 'id' | 'updated';
}

/** Workflows, page by page. */
export function workflowListQuery(filter: WorkflowListFilter) {
  return infiniteQueryOptions({
    queryKey: ['workflow', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      client.workflow.list({ ...filter, limit: 100, ...(pageParam === '' ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** All workflows by id, to name them and to choose one. */
export const workflowNamesQuery = queryOptions({
  queryKey: ['workflow', 'names'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, WorkflowSummary>> => {
    const names = new Map<string, WorkflowSummary>();
    let cursor: string | undefined;
    for (let page = 0; page < MAX_NAME_PAGES; page += 1) {
      const found = await client.workflow.list(
        { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
        { signal },
      );
      for (const workflow of found.items) names.set(workflow.id, workflow);
      cursor = found.nextCursor;
      if (cursor === undefined) break;
    }
    return names;
  },
  staleTime: 30_000,
});

/** Workflows saved last. */
export function newestWorkflowsQuery(limit: number) {
  return queryOptions({
    queryKey: ['workflow', 'newest', limit],
    queryFn: ({ signal }) => client.workflow.list({ sort: 'updated', limit }, { signal }),
  });
}

/** Tags of all workflows. */
export const tagsQuery = queryOptions({
  queryKey: ['workflow', 'tags'],
  queryFn: ({ signal }) => client.workflow.tags({}, { signal }),
});

/** Versions whose triggers fire. */
export const activationsQuery = queryOptions({
  queryKey: ['workflow', 'activations'],
  queryFn: ({ signal }) => client.workflow.activations({}, { signal }),
});

/** Examples to start from. They come with the program and never change. */
export const templatesQuery = queryOptions({
  queryKey: ['template', 'list'],
  queryFn: ({ signal }) => client.template.list({}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
