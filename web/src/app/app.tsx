import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { nonce } from '#web/api/nonce.ts';
import { queryClient } from '#web/api/query-client.ts';
import { router } from './routes.tsx';

/** The workspace. */
export function App() {
  return (
    <MantineProvider getStyleNonce={() => nonce}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
