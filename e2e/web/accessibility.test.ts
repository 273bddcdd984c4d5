import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { OpenOptions } from './testing/browser.ts';
import { findViolations } from './testing/find-violations.ts';
import { startWorkspace, type Workspace } from './testing/workspace.ts';

/** Pages that are the same with and without data. */
const SETTINGS = ['appearance', 'general', 'network', 'files', 'retention', 'tokens', 'data', 'audit', 'about'];
const LOOKS: readonly OpenOptions[] = [
  { theme: 'light', size: 'desktop' },
  { theme: 'dark', size: 'desktop' },
  { theme: 'contrast', size: 'desktop' },
  { theme: 'light', size: 'phone' },
];

/** Waits until nothing moves or loads, and lists what axe finds. */
async function look(page: Page, url: string, found: Set<string>, where: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('main').first().waitFor();
  // What the page asks the server for has come, and skeletons are gone.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.waitForTimeout(400);
  for (const line of await findViolations(page)) found.add(`${where}: ${line}`);
}

async function lookAt(workspace: Workspace, paths: readonly string[], looks = LOOKS): Promise<readonly string[]> {
  const found = new Set<string>();
  const waiting = [...looks];
  const lookOn = async (): Promise<void> => {
    for (let options = waiting.shift(); options !== undefined; options = waiting.shift()) {
      const { page, context } = await workspace.open('/', options);
      for (const path of paths)
        await look(
          page,
          workspace.url + path,
          found,
          `${options.theme} ${options.size} ${path.replace(/[0-9a-z]{26}/g, 'RUN')}`,
        );
      await context.close();
    }
  };
  // As many windows as the machine has cores.
  await Promise.all([lookOn(), lookOn()]);
  return [...found];
}

test('axe finds nothing on pages full of data, in any theme, on a desk or a phone', async (t) => {
  const workspace = await startWorkspace(t);
  for (const name of ['first-steps', 'approval', 'retry']) await workspace.importExample(name);
  const start = (id: string, input: object) =>
    workspace.call<{ runId: string }>('POST', `/api/workflows/${id}/runs`, { input });
  const first = await start('first-steps', {});
  const second = await start('first-steps', { baker: 'Grace' });
  await start('approval', { amount: 900, purpose: 'A new oven' });
  const failed = await start('retry', { service: 'http://127.0.0.1:9' });
  const paths = [
    '/',
    '/workflows',
    '/runs',
    '/approvals',
    '/schedules',
    '/connections',
    '/workflows/first-steps',
    '/workflows/first-steps?step=deliveries',
    '/workflows/first-steps/versions',
    `/runs/${first.runId}?step=orders`,
    `/runs/${failed.runId}?step=ask`,
    `/runs/compare?a=${first.runId}&b=${second.runId}`,
  ];
  assert.deepEqual(await lookAt(workspace, paths), []);
});

test('axe finds nothing on empty pages, settings and what lies over a page', async (t) => {
  const workspace = await startWorkspace(t);
  const empty = ['/', '/workflows', '/runs', '/approvals', '/schedules', '/connections', '/nowhere'];
  const settings = SETTINGS.map((section) => `/settings/${section}`);
  const found = [...(await lookAt(workspace, [...empty, ...settings], [LOOKS[0] ?? {}, LOOKS[1] ?? {}]))];
  const { page } = await workspace.open('/workflows');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const lookOver = async (what: string, open: () => Promise<void>) => {
    // Keys are for the page, not for a field that has the focus.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await open();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300);
    found.push(...(await findViolations(page)).map((line) => `${what}: ${line}`));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await lookOver('palette', () => page.keyboard.press('Control+k'));
  await lookOver('shortcuts', () => page.keyboard.press('Shift+?'));
  await lookOver('new workflow', () => page.getByRole('button', { name: 'New workflow' }).first().click());
  await lookOver('import', () => page.getByRole('button', { name: 'Import', exact: true }).first().click());
  assert.deepEqual(found, []);
});
