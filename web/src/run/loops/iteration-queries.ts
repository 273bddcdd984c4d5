import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';

/** Iterations fetched at once. */
export const ITERATIONS_PAGE = 200;

/** One iteration, as the server tells it. */
export type Iteration = Awaited<ReturnType<typeof client.run.iterations>>['items'][number];

/** A page of all iterations of a loop. `mark` changes while the loop goes on. */
export const iterationPageQuery = (runId: string, loopPath: string, page: number, mark: number) =>
  queryOptions({
    queryKey: ['run', 'iterations', runId, loopPath, 'page', page, mark],
    queryFn: ({ signal }) =>
      client.run.iterations(
        { runId, path: loopPath, fromIndex: page * ITERATIONS_PAGE, limit: ITERATIONS_PAGE },
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: (before) => (before?.items[0]?.index === page * ITERATIONS_PAGE ? before : undefined),
  });

/** Iterations of one status only, page by page. */
export const iterationsByStatusQuery = (runId: string, loopPath: string, status: 'failed' | 'running', mark: number) =>
  infiniteQueryOptions({
    queryKey: ['run', 'iterations', runId, loopPath, status, mark],
    queryFn: ({ signal, pageParam }) =>
      client.run.iterations(
        { runId, path: loopPath, status, fromIndex: pageParam, limit: ITERATIONS_PAGE },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextIndex,
    gcTime: 60_000,
  });
