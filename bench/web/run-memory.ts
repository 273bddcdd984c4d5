import type { Page } from 'playwright-core';
import type { Workspace } from '../../e2e/web/testing/workspace.ts';

/** Items of the loop: about 36,000 events, as many as a run makes in an hour at ten a second. */
const ITEMS = 12_000;
const POLL_MS = 500;
const LIMIT_MS = 180_000;

/** Heap of the page that follows a long run, in MB after a collection. */
export interface RunMemory {
  readonly events: number;
  /** Once a tenth of the events had come. */
  readonly earlyMb: number;
  /** After the last one. */
  readonly lateMb: number;
}

/** Follows a run of a loop in the run view, from its first event to its last. */
export async function measureRunMemory(workspace: Workspace): Promise<RunMemory> {
  await workspace.call('POST', '/api/workflows', { workflow: toLoop() });
  const { page, context } = await workspace.open('/runs');
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/long-loop/runs', {});
  await page.goto(`${workspace.url}/runs/${runId}`);
  const countEvents = async () =>
    (await workspace.call<{ eventCount: number; status: string }>('GET', `/api/runs/${runId}`)).eventCount;
  const total = ITEMS * 3;
  await waitFor(async () => (await countEvents()) > total / 10);
  const earlyMb = await readHeapMb(page);
  await waitFor(async () => {
    const { items } = await workspace.call<{ items: readonly { id: string; finishedAt?: number }[] }>(
      'GET',
      '/api/runs',
    );
    return items.find(({ id }) => id === runId)?.finishedAt !== undefined;
  });
  // The page has drawn the end, too.
  await page.waitForTimeout(3_000);
  const lateMb = await readHeapMb(page);
  const events = await countEvents();
  await context.close();
  return { events, earlyMb, lateMb };
}

async function waitFor(isTrue: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  while (!(await isTrue())) {
    if (Date.now() > until) throw new Error('The long run did not come as far in time.');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function readHeapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

function toLoop(): object {
  return {
    flowright: 1,
    id: 'long-loop',
    name: 'Long loop',
    steps: [
      {
        id: 'each',
        position: { x: 0, y: 0 },
        input: { items: `{{ [1..${ITEMS}] }}` },
        process: { block: 'control.for_each' },
        body: {
          steps: [
            {
              id: 'double',
              position: { x: 40, y: 60 },
              input: { values: { n: '{{ item * 2 }}' } },
              process: { block: 'data.set' },
            },
          ],
          edges: [],
        },
      },
    ],
    edges: [],
  };
}
