import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findViolations } from './testing/find-violations.ts';
import { startWorkspace } from './testing/workspace.ts';

const APPROVAL = { input: { purpose: 'Desk', amount: 1_200 } };

test('the frame is led by the keyboard alone: places, palette, shortcuts, and the focus comes back', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('approval');
  const { page, complaints } = await workspace.open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.waitForURL('**/runs');
  const runs = page.getByRole('link', { name: 'Runs', exact: true });
  assert.equal(await runs.getAttribute('aria-current'), 'page');

  await runs.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('expense');
  await page.getByRole('option', { name: /Expense approval/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Command palette' }).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.getAttribute('href') === '/runs');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command palette' }).fill('expense');
  await page.getByRole('option', { name: /Expense approval/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/workflows/approval');

  await page.goto(`${workspace.url}/runs`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // Letters that are typed into a field are letters.
  await page.getByRole('searchbox').first().fill('');
  await page.getByRole('searchbox').first().pressSequentially('g w?');
  assert.ok(page.url().includes('/runs'));
  await page.getByRole('searchbox').first().blur();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Go to workflows').waitFor();
  assert.deepEqual(complaints, []);
});

test('a deep link asks for the login and then shows what it led to; a session that ends keeps the page', async (t) => {
  const workspace = await startWorkspace(t);
  const link = async (): Promise<string> =>
    workspace.url + (await workspace.call<{ path: string }>('POST', '/api/sessions', {})).path;
  const { page, context } = await workspace.open('/');
  await context.clearCookies();
  await page.goto(`${workspace.url}/runs?status=failed`);
  const field = page.getByLabel(/paste the link/);
  await field.fill('http://127.0.0.1/login?code=wrongwrongwrong');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText(/used already or is too old/).waitFor();
  await field.fill(await link());
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
  assert.equal(page.url(), `${workspace.url}/runs?status=failed`);

  const search = page.getByRole('searchbox').first();
  await search.fill('typed before');
  await context.clearCookies();
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Log in again' }).waitFor();
  await field.fill(await link());
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('dialog', { name: 'Log in again' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  assert.equal(await search.inputValue(), 'typed before');
});

test('a person logs out, keeps the look, and what was read is gone', async (t) => {
  const workspace = await startWorkspace(t);
  const { page } = await workspace.open('/runs', { theme: 'dark' });
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Log in to Flowright' }).waitFor();
  assert.equal(await page.getByRole('navigation').count(), 0);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Log in to Flowright' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

test('open questions are counted in the rail as they come, also after the server was killed', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('approval');
  const { page } = await workspace.open('/workflows');
  const ask = () => workspace.call('POST', '/api/workflows/approval/runs', APPROVAL);
  await ask();
  await page.getByText('1 question waiting for an answer').waitFor({ state: 'attached' });
  await workspace.kill();
  await page.getByText('The server does not answer. What you see').waitFor();
  await workspace.restart();
  await page.getByText('The server does not answer. What you see').waitFor({ state: 'detached' });
  await ask();
  await page.getByText('2 questions waiting for an answer').waitFor({ state: 'attached' });
});

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`axe-core finds nothing in the frame and what lies over it (${theme})`, async (t) => {
    const workspace = await startWorkspace(t);
    await workspace.importExample('approval');
    const { page, context } = await workspace.open('/nothing/is/here', { theme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'Log out' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Expense approval/ }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await context.clearCookies();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Log in to Flowright' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
  });
}

test('a page whose script does not come says so with a button, and the frame goes on', async (t) => {
  const workspace = await startWorkspace(t);
  const { page } = await workspace.open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.route('**/assets/schedules-page-*.js', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('link', { name: 'Schedules', exact: true }).click();
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor();
  await page.unroute('**/assets/schedules-page-*.js');
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await page.getByRole('heading', { level: 1, name: 'Schedules' }).waitFor();
});

test('a page of an older build learns that the server has a newer one', async (t) => {
  const workspace = await startWorkspace(t);
  const { page } = await workspace.open('/runs');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.route('**/', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    const answer = await route.fetch();
    return route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll('/assets/index-', '/assets/new-'),
    });
  });
  await workspace.kill();
  await page.getByText('The server does not answer. What you see').waitFor();
  await workspace.restart();
  await page.getByText('A new version of Flowright is running.').waitFor();
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByText('A new version of Flowright is running.').waitFor({ state: 'detached' });
});
