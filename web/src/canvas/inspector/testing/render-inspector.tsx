import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterContextProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Step, Workflow } from '#contract/workflow.ts';
import { createEditorStore, type EditorBlock, EditorContext, type EditorStore } from '../../store/editor-store.ts';

/** A router for links; no page of it is shown. */
function createTestRouter() {
  const root = createRootRoute();
  const run = createRoute({ getParentRoute: () => root, path: '/runs/$runId' });
  return createRouter({ routeTree: root.addChildren([run]), history: createMemoryHistory() });
}

/** A block as the catalogue gives it. */
export function createTestBlock(block: Partial<EditorBlock> & Pick<EditorBlock, 'id'>): EditorBlock {
  return {
    label: block.id,
    category: 'test',
    description: 'A block to test with',
    version: 1,
    keywords: [],
    ports: ['out'],
    effect: 'pure',
    trigger: false,
    container: false,
    builtIn: true,
    inputs: [],
    outputs: [],
    inputSchema: {},
    timeoutMs: 30_000,
    ...block,
  };
}

/** A canvas's store over some steps. */
export function createTestStore(
  steps: readonly Step[],
  blocks: readonly EditorBlock[],
  more: Partial<Workflow> = {},
): EditorStore {
  const workflow: Workflow = { flowright: 1, id: 'w', name: 'W', inputs: [], edges: [], ...more, steps: [...steps] };
  return createEditorStore({ workflow, blocks: new Map(blocks.map((block) => [block.id, block])) });
}

/** A page without fonts, as happy-dom is; a text field that grows waits for them. */
function provideFonts() {
  if ('fonts' in document) return;
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
}

/** Draws something that stands in the inspector of a canvas. */
export function renderInspector(store: EditorStore, children: ReactNode) {
  provideFonts();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>
        <RouterContextProvider router={createTestRouter()}>
          <EditorContext value={store}>{children}</EditorContext>
        </RouterContextProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
