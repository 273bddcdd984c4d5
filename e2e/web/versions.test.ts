import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

const step = (id: string, name: string, x: number, value: unknown) => ({
  id,
  name,
  position: { x, y: 0 },
  input: { values: { value } },
  process: { block: 'data.set' },
});
const document = (...steps: readonly object[]) => ({ flowright: 1, id: 'orders', name: 'Orders', steps, edges: [] });

test('two versions are compared on the canvas, in words and as text, and an old one comes back', async (t) => {
  const workspace = await startWorkspace(t);
  const save = (workflow: object, message: string) =>
    workspace.call('PUT', '/api/workflows/orders', { workflow, message });
  await save(document(step('read', 'Read', 0, 1), step('drop', 'Drop', 320, 1)), 'The first');
  await save(document(step('read', 'Read', 0, 2), step('add', 'Add', 640, 1)), 'The second');
  const { page, complaints } = await workspace.open('/workflows/orders/versions');
  await page.getByText('The second').waitFor();
  await page.getByText('3 changes').waitFor();
  await page.getByText('Changes', { exact: true }).click();
  const changes = page.getByRole('region', { name: 'Compare' });
  for (const words of [/Added.*Add/, /Removed.*Drop/, /Changed.*Read/])
    await changes.getByRole('listitem').filter({ hasText: words }).waitFor();
  await page.getByRole('region', { name: 'Before: input.values.value' }).getByText('1').waitFor();
  await page.getByRole('region', { name: 'After: input.values.value' }).getByText('2').waitFor();
  await page.getByText('Text', { exact: true }).click();
  await page.getByText('"name": "Drop"', { exact: false }).first().waitFor();
  // The address holds the comparison.
  assert.match(page.url(), /from=1&to=2&view=text/);
  await page.getByRole('button', { name: 'More for Version 1' }).click();
  await page.getByRole('menuitem', { name: 'Roll back to this version' }).click();
  await page.getByRole('button', { name: 'Roll back' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Version 3' }).waitFor();
  const { workflow } = await workspace.call<{ workflow: { steps: readonly { id: string }[] } }>(
    'GET',
    '/api/workflows/orders',
  );
  assert.deepEqual(
    workflow.steps.map(({ id }) => id),
    ['read', 'drop'],
  );
  assert.deepEqual(complaints, []);
});
