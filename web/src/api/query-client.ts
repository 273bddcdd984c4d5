import { QueryClient } from '@tanstack/react-query';
import { toFailure } from './failure.ts';

/** How often a read is tried again when the server may recover. */
const MAX_RETRIES = 2;

/** Cache of what the server answered. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < MAX_RETRIES && toFailure(error).retry === 'later',
      refetchOnWindowFocus: true,
      // A server on this machine answers without any network: only the server itself says whether it is there.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
