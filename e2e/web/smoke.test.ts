import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('the workspace opens in a browser without a complaint', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('retry');
  const { page, complaints } = await workspace.open('/workflows');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await workspace.kill();
  await workspace.restart();
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(complaints, []);
});
