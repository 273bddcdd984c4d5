import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addStep, createWorkflow, toCanvas } from './testing/editor.ts';
import { startWorkspace } from './testing/workspace.ts';

test('a workflow is drawn from nothing by keyboard, filled in, and runs', async (t) => {
  const workspace = await startWorkspace(t);
  const { page, complaints } = await workspace.open('/workflows');
  await createWorkflow(page, 'Greeting');
  await addStep(page, 'Manual Start');
  await addStep(page, 'Set Fields');
  await page.getByRole('button', { name: 'Add entry' }).first().click();
  await page.keyboard.type('who');
  await page.getByRole('textbox', { name: 'Value of who' }).fill('World');
  await addStep(page, 'Template');
  await page.getByRole('textbox', { name: 'Template' }).click();
  await page.keyboard.insertText('Hello {{ name }}');
  await page.getByRole('button', { name: 'Add entry' }).first().click();
  await page.keyboard.type('name');
  const filled = page.getByRole('group', { name: 'How Value of name is filled' });
  await filled.getByRole('button', { name: 'Expression' }).click();
  await page.getByRole('textbox', { name: 'Value of name' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText('{{ set.who }}');
  await page.getByRole('button', { name: 'No problems' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('treeitem', { name: /Succeeded template/i }).waitFor();
  const { items } = await workspace.call<{ items: readonly { id: string }[] }>('GET', '/api/runs');
  const run = await workspace.call<{ output: unknown }>('GET', `/api/runs/${items[0]?.id}`);
  assert.deepEqual(run.output, { text: 'Hello World' });
  assert.deepEqual(complaints, []);
});

test('what is drawn is undone to the start and done again to the end', async (t) => {
  const workspace = await startWorkspace(t);
  const { page } = await workspace.open('/workflows');
  await createWorkflow(page, 'Storm');
  const readDraft = async () =>
    (
      await workspace.call<{ draft?: { workflow: { steps: readonly unknown[]; edges: readonly unknown[] } } }>(
        'GET',
        '/api/workflows/storm/draft',
      )
    ).draft?.workflow;
  const waitForSteps = async (count: number) => {
    const until = Date.now() + 10_000;
    while (((await readDraft())?.steps.length ?? 0) !== count) {
      if (Date.now() > until) throw new Error(`The draft did not come to ${count} steps.`);
      await page.waitForTimeout(100);
    }
  };
  for (const block of ['Manual Start', 'Set Fields', 'Filter', 'Sort']) await addStep(page, block);
  await toCanvas(page).focus();
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('d');
  await waitForSteps(5);
  const end = await readDraft();
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Control+z');
  await waitForSteps(0);
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Control+Shift+z');
  await waitForSteps(5);
  await page.waitForTimeout(1_200);
  assert.deepEqual(await readDraft(), end);
});
