import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addStep, toCanvas } from './testing/editor.ts';
import { startWorkspace } from './testing/workspace.ts';

test('what was drawn while the server was away is there again after the window was closed', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('first-steps');
  const { page, context } = await workspace.open('/workflows/first-steps');
  await toCanvas(page).waitFor();
  // The inspector's script comes with the first step that is opened.
  await addStep(page, 'Manual Start');
  await page.getByText('Draft saved').waitFor();
  await workspace.kill();
  await addStep(page, 'Set Fields');
  await page.getByRole('button', { name: 'Kept on this machine' }).waitFor();
  await page.close();
  await workspace.restart();
  const next = await context.newPage();
  await next.goto(`${workspace.url}/workflows/first-steps`);
  await toCanvas(next).waitFor();
  type Draft = { draft?: { workflow: { steps: readonly { id: string }[] } } };
  const until = Date.now() + 10_000;
  for (;;) {
    const { draft } = await workspace.call<Draft>('GET', '/api/workflows/first-steps/draft');
    if (draft?.workflow.steps.some(({ id }) => id === 'set') === true) break;
    if (Date.now() > until) assert.fail('The step did not come to the server.');
    await next.waitForTimeout(200);
  }
});
