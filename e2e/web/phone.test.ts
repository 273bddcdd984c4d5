import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startWorkspace } from './testing/workspace.ts';

test('on a phone lists, a run and an approval are of use, and nothing is wider than the screen', async (t) => {
  const workspace = await startWorkspace(t);
  for (const name of ['first-steps', 'approval']) await workspace.importExample(name);
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/first-steps/runs', {});
  await workspace.call('POST', '/api/workflows/approval/runs', { input: { amount: 900, purpose: 'A new oven' } });
  const { page, complaints } = await workspace.open('/', { size: 'phone' });
  const visit = async (path: string, words: string | RegExp) => {
    await page.goto(workspace.url + path);
    await page.getByText(words).first().waitFor();
    await page.waitForTimeout(300);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok((width[0] ?? 0) <= (width[1] ?? 0), `${path} is ${width[0]} wide on a screen of ${width[1]}`);
  };
  await visit('/', 'Recent workflows');
  await visit('/workflows', 'First steps: a bakery morning');
  await visit('/runs', 'First steps: a bakery morning');
  await visit('/schedules', /schedule/i);
  await visit('/connections', /secret/i);
  await visit('/settings/appearance', 'Accent');
  await visit(`/runs/${runId}`, 'Succeeded');
  await page.getByText("Today's orders").first().click();
  await page.getByText('Café Lumen').first().waitFor();
  await visit('/workflows/first-steps', /First steps/);
  await visit('/approvals', 'A new oven');
  await page.getByText('A new oven').first().click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('Nothing waits for you').waitFor();
  assert.deepEqual(complaints, []);
});
