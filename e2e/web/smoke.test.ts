import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('the workspace opens in a browser without a complaint, also after a crash of the server', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('retry');
  const { page, complaints } = await workspace.open('/workflows');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(complaints, []);
  await workspace.kill();
  await workspace.restart();
  // What the browser said while nobody answered is its own affair.
  const heard = complaints.length;
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.deepEqual(
    complaints.slice(heard).filter((line) => !/ERR_CONNECTION|WebSocket/.test(line)),
    [],
  );
});
