import { queryOptions } from '@tanstack/react-query';
import { client } from '../client.ts';

/** All settings, with their values and what they accept. */
export const settingsQuery = queryOptions({
  queryKey: ['setting', 'list'],
  queryFn: ({ signal }) => client.setting.list({}, { signal }),
});

/** What is used, by day and workflow. */
export const usageQuery = queryOptions({
  queryKey: ['system', 'usage'],
  queryFn: ({ signal }) => client.system.usage({}, { signal }),
});
