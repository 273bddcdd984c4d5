import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('everything from the first page to a run and back is done without a pointer', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('first-steps');
  const { page, complaints } = await workspace.open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const press = (...keys: readonly string[]) =>
    keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve());

  // The first stop is the way past the navigation.
  await press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');

  // The palette finds the workflow and opens it.
  await press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await page.keyboard.type('bakery');
  await page
    .getByRole('option', { name: /First steps: a bakery morning/ })
    .first()
    .waitFor();
  await press('Enter');
  await page.waitForURL(/\/workflows\/first-steps/);
  const canvas = page.locator('[data-canvas]');
  await canvas.waitFor();

  // Steps are walked through; Enter opens the one in focus, Escape goes back to the canvas.
  await canvas.focus();
  await press('ArrowRight', 'ArrowRight', 'Enter');
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
  await press('Escape');

  // Run asks for its inputs, and Enter sends them.
  await press('Control+Enter');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Baker' }).waitFor();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Baker' }).focus();
  await press('Enter');
  await page.getByRole('treeitem', { name: /Succeeded The note for the door/ }).waitFor();

  // From list to run: the sequence of two keys, then the arrows of the table.
  await page.locator('[data-canvas]').focus();
  await press('g', 'r');
  await page.waitForURL(/\/runs$/);
  await page.getByRole('row', { name: /First steps/ }).waitFor();
  await page.getByRole('grid').first().focus();
  await press('ArrowDown', 'Enter');
  await page.waitForURL(/\/runs\/[0-9a-z]{26}/);

  // The sheet lists every key, and Escape closes it.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await press('Shift+?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});
