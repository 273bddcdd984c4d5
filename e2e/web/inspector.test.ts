import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace, type Workspace } from './testing/workspace.ts';

/** The document the editor has handed to the server. */
async function readStep(workspace: Workspace, id: string) {
  type Step = { id: string; name?: string; input?: unknown; process: Record<string, unknown>; output?: unknown };
  type Draft = { draft?: { workflow: { steps: readonly Step[] } } };
  const { draft } = await workspace.call<Draft>('GET', '/api/workflows/first-steps/draft');
  return draft?.workflow.steps.find((step) => step.id === id);
}

async function until<T>(read: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (isRight(value)) return value;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('Input, Process and Output of a step are edited apart, with the data of the last run beside', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('first-steps');
  await workspace
    .call('POST', '/api/workflows/first-steps/runs/wait', {})
    .catch(() => workspace.call('POST', '/api/workflows/first-steps/runs', {}));
  const { page, complaints } = await workspace.open('/workflows/first-steps?step=deliveries');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });

  // Input: completion offers the real shape of what the step before gave.
  const items = inspector.getByRole('textbox', { name: 'Items' });
  await items.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type('{{orders.');
  await page.getByRole('option', { name: /list/ }).waitFor();
  await page.keyboard.type('li');
  await page.keyboard.press('Enter');
  await inspector.getByText(/= 4 items/).waitFor();

  // What is wrong is said in place, by the server's own validator.
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText('{{ nobody.list }}');
  await inspector
    .getByText(/nobody/)
    .last()
    .waitFor();
  await page.getByRole('button', { name: /1 problem/ }).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText('{{ orders.list }}');
  await page.getByRole('button', { name: 'No problems' }).waitFor();

  // Process: a name and a description of its own.
  await inspector.getByRole('tab', { name: /Process/ }).click();
  await inspector.getByRole('textbox', { name: 'Description' }).fill('Once for every order.');
  const step = await until(
    () => readStep(workspace, 'deliveries'),
    (found) => found?.process.description === 'Once for every order.',
  );
  assert.deepEqual(step?.input, { items: '{{ orders.list }}' });

  // Output: what came out last is there to look at.
  await inspector.getByRole('tab', { name: /Output/ }).click();
  await inspector
    .getByText(/results/)
    .first()
    .waitFor();
  assert.deepEqual(complaints, []);
});
