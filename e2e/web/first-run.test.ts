import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('a new person runs the sample in two clicks and sees what every step did', async (t) => {
  const workspace = await startWorkspace(t);
  const { page, complaints } = await workspace.open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Run the sample' }).click();
  await page.waitForURL(/\/runs\/[0-9a-z]{26}/);
  await page.getByText('Succeeded').first().waitFor();
  await page.getByRole('treeitem', { name: /Today's orders/ }).click();
  await page.getByRole('complementary').getByText('Café Lumen').first().waitFor();
  assert.deepEqual(complaints, []);
});
