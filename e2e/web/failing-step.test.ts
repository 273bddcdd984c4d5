import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

/** Its second step asks for a field the first does not give. */
const BROKEN = {
  flowright: 1,
  id: 'broken',
  name: 'Broken',
  steps: [
    {
      id: 'order',
      name: 'Order',
      position: { x: 0, y: 0 },
      input: { values: { total: 12 } },
      process: { block: 'data.set' },
    },
    {
      id: 'bill',
      name: 'Bill',
      position: { x: 320, y: 0 },
      input: { values: { amount: '{{ order.sum }}' } },
      process: { block: 'data.set' },
    },
  ],
  edges: [{ from: 'order', to: 'bill' }],
};

test('a step that fails says why, is opened in the editor, mended, and runs', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.call('POST', '/api/workflows', { workflow: BROKEN });
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/broken/runs', {});
  const { page, complaints } = await workspace.open(`/runs/${runId}`);
  await page.getByRole('treeitem', { name: /Failed Bill/ }).click();
  // What happened, in which field, and what there is instead.
  await page.getByText('order.sum', { exact: false }).first().waitFor();
  await page.getByText('total', { exact: false }).first().waitFor();
  await page
    .getByRole('link', { name: /editor/i })
    .or(page.getByRole('button', { name: /editor/i }))
    .first()
    .click();
  await page.waitForURL(/\/workflows\/broken\?.*step=bill/);
  const field = page.getByRole('textbox', { name: 'Value of amount' });
  await field.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText('{{ order.total }}');
  // The preview over the last run says what it gives now.
  await page.getByText(/= 12/).first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('treeitem', { name: /Succeeded Bill/ }).waitFor();
  const { currentVersion } = await workspace.call<{ currentVersion: number }>('GET', '/api/workflows/broken');
  assert.equal(currentVersion, 2);
  assert.deepEqual(complaints, []);
});
