import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('a simulation is drawn on the canvas, says what would be written, and leaves no run behind', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('license-report');
  const { page, complaints } = await workspace.open('/workflows/license-report');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Simulate' }).click();
  await page.getByText('Would write 2').waitFor();
  await page.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('button', { name: /^Save report.*simulated/i }).waitFor();
  await page.getByRole('button', { name: 'Leave simulation' }).click();
  await page.getByText('Would write 2').waitFor({ state: 'detached' });
  const { items } = await workspace.call<{ items: readonly unknown[] }>('GET', '/api/runs');
  assert.deepEqual(items, []);
  assert.deepEqual(complaints, []);
});
