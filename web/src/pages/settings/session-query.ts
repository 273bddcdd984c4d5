import { queryOptions } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';

/** Who is logged in, and what they may do. */
export const sessionQuery = queryOptions({
  queryKey: ['session', 'permissions'],
  queryFn: ({ signal }) => client.session.current({}, { signal }),
});
