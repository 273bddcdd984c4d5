import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { nonce } from '#web/api/nonce.ts';
import { queryClient } from '#web/api/query-client.ts';
import { useAppearance } from '#web/theme/appearance.ts';
import { cssVariablesResolver, mantineTheme } from '#web/theme/mantine-theme.ts';
import { TopBoundary } from './errors/top-boundary.tsx';
import { router } from './routes.tsx';
import { text } from './strings.ts';

/** The workspace. */
export function App() {
  const { theme } = useAppearance();
  return (
    <TopBoundary>
      <MantineProvider
        theme={mantineTheme}
        cssVariablesResolver={cssVariablesResolver}
        forceColorScheme={theme === 'light' ? 'light' : 'dark'}
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          {/* Mantine puts menus and dialogs in here, so that they are within a landmark like everything else. */}
          <section data-mantine-shared-portal-node="true" aria-label={text.layers} />
        </QueryClientProvider>
      </MantineProvider>
    </TopBoundary>
  );
}
