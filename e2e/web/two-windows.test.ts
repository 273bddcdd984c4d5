import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addStep, toCanvas } from './testing/editor.ts';
import { startWorkspace } from './testing/workspace.ts';

test('two windows edit the same workflow at once, and both keep everything', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('first-steps');
  const left = (await workspace.open('/workflows/first-steps')).page;
  const right = (await workspace.open('/workflows/first-steps')).page;
  for (const page of [left, right]) await toCanvas(page).waitFor();
  await Promise.all([addStep(left, 'Set Fields'), addStep(right, 'Manual Start')]);
  const ids = async () => {
    type Draft = { draft?: { workflow: { steps: readonly { id: string }[] } } };
    const { draft } = await workspace.call<Draft>('GET', '/api/workflows/first-steps/draft');
    return draft?.workflow.steps.map(({ id }) => id) ?? [];
  };
  const until = Date.now() + 15_000;
  while (!(await ids()).includes('set') || !(await ids()).some((id) => /^start.+/.test(id))) {
    if (Date.now() > until) throw new Error(`Only ${(await ids()).join(', ')} came to the server.`);
    await left.waitForTimeout(200);
  }
  // Each window shows what the other one added.
  for (const [page, name] of [
    [left, 'Manual Start'],
    [right, 'Set Fields'],
  ] as const) {
    await page.getByRole('button', { name: 'Outline' }).click();
    await page
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .waitFor();
  }
  // A version saved in one window is the version of the other.
  await left.getByRole('button', { name: 'Save', exact: true }).click();
  await right.getByText('Version 2').first().waitFor();
  const { currentVersion } = await workspace.call<{ currentVersion: number }>('GET', '/api/workflows/first-steps');
  assert.equal(currentVersion, 2);
});
