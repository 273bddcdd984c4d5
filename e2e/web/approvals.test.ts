import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('a question of a run is answered in the inbox, and the run goes on', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('approval');
  const input = { amount: 900, purpose: 'A new oven' };
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/approval/runs', { input });
  const { page, complaints } = await workspace.open('/approvals');
  await page.getByText('A new oven').first().waitFor();
  // The badge of the rail counts what waits.
  await page
    .getByRole('link', { name: /Approvals.*1/ })
    .first()
    .waitFor();
  await page.getByLabel(/comment/i).fill('For the bakery');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('Nothing waits for you').waitFor();
  const run = await workspace.call<{ status: string }>('GET', `/api/runs/${runId}`);
  assert.equal(run.status, 'succeeded');
  await page.getByRole('tab', { name: /History/ }).click();
  await page.getByText('For the bakery').first().waitFor();
  assert.deepEqual(complaints, []);
});
