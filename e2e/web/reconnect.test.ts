import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

/** A wait in the middle, so that there is time to lose the server. */
const SLOW = {
  flowright: 1,
  id: 'slow',
  name: 'Slow',
  steps: [
    {
      id: 'first',
      name: 'First',
      position: { x: 0, y: 0 },
      input: { values: { n: 1 } },
      process: { block: 'data.set' },
    },
    {
      id: 'pause',
      name: 'Pause',
      position: { x: 320, y: 0 },
      input: { duration: '4s' },
      process: { block: 'control.wait' },
    },
    {
      id: 'last',
      name: 'Last',
      position: { x: 640, y: 0 },
      input: { values: { n: 2 } },
      process: { block: 'data.set' },
    },
  ],
  edges: [
    { from: 'first', to: 'pause' },
    { from: 'pause', to: 'last' },
  ],
};

test('a run that is watched goes on in the same window after the server was killed and started again', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.call('POST', '/api/workflows', { workflow: SLOW });
  const { page } = await workspace.open('/runs');
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/slow/runs', {});
  await page.goto(`${workspace.url}/runs/${runId}`);
  await page.getByText('Waiting').first().waitFor();
  await workspace.kill();
  await page
    .getByText(/does not answer|reconnecting|connection/i)
    .first()
    .waitFor();
  await workspace.restart();
  await page.getByText('Succeeded').first().waitFor({ timeout: 30_000 });
  // Every event came once: what the page lists is what the journal holds.
  await page.getByRole('tab', { name: 'Events' }).click();
  const events = page.getByRole('region', { name: 'Events of the journal' }).getByRole('button');
  await events.filter({ hasText: 'run-finished' }).waitFor();
  const { eventCount } = await workspace.call<{ eventCount: number }>('GET', `/api/runs/${runId}`);
  const numbers = await events.evaluateAll((rows) => rows.map((row) => Number(row.firstElementChild?.textContent)));
  assert.deepEqual(
    numbers,
    Array.from({ length: eventCount }, (_, at) => at + 1),
  );
});
