import { infiniteQueryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** Open questions, page by page; the oldest run first. */
export function approvalListQuery(limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['approval', 'list', limit],
    queryFn: ({ pageParam, signal }) =>
      client.approval.list({ limit, ...(pageParam === '' ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Questions that were answered, expired or withdrawn; newest first. */
export const approvalHistoryQuery = infiniteQueryOptions({
  queryKey: ['approval', 'history'],
  queryFn: ({ pageParam, signal }) =>
    client.approval.history({ limit: 100, ...(pageParam === '' ? {} : { cursor: pageParam }) }, { signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
});
