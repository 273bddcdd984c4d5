import { useQuery } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';

/** Names of secrets and whether they are set; never their values. */
export function useSecrets() {
  return useQuery({
    queryKey: ['connection', 'list'],
    staleTime: 60_000,
    queryFn: ({ signal }) => client.connection.list({}, { signal }),
  });
}
