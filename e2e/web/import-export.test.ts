import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../testing/flowright.ts';
import { startWorkspace } from './testing/workspace.ts';

test('a workflow goes out as a file and comes back the same', async (t) => {
  const workspace = await startWorkspace(t);
  const { page, complaints } = await workspace.open('/workflows');
  const file = join(ROOT, 'examples/license-report.json');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Import 1 workflow' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const row = page.getByRole('row', { name: /Licence report/ });
  await row.waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await row.getByRole('button', { name: /Actions|More/ }).click();
      await page.getByRole('menuitem', { name: 'Export as JSON' }).click();
    })(),
  ]);
  const exported = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const { text } = await workspace.call<{ text: string }>('GET', '/api/workflows/license-report/export');
  assert.deepEqual(exported, JSON.parse(text));
  // What comes back is the version that is there: nothing new is made of it.
  await workspace.call('POST', '/api/workflows/import', { text: JSON.stringify(exported) });
  const { currentVersion } = await workspace.call<{ currentVersion: number }>('GET', '/api/workflows/license-report');
  assert.equal(currentVersion, 1);
  assert.deepEqual(complaints, []);
});

test('a file that is no workflow is refused with the reason, and nothing is saved', async (t) => {
  const workspace = await startWorkspace(t);
  const { page } = await workspace.open('/workflows');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{ "flowright": 1, "id": "x", '),
  });
  await page.getByText('It is no JSON or YAML', { exact: false }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Nothing to import' }).isDisabled());
  const { items } = await workspace.call<{ items: readonly unknown[] }>('GET', '/api/workflows');
  assert.deepEqual(items, []);
});
