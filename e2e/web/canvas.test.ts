import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { toCanvas } from './testing/editor.ts';
import { startWorkspace, type Workspace } from './testing/workspace.ts';

interface Drawn {
  readonly steps: readonly {
    readonly id: string;
    readonly position?: { readonly x: number; readonly y: number };
    readonly body?: { readonly steps: readonly { readonly id: string }[] };
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly groups?: readonly { readonly name: string; readonly collapsed?: boolean }[];
}

/** A chain that ends in a loop, written by hand: no step has a place. */
const BARE = {
  flowright: 1,
  id: 'bare',
  name: 'Bare',
  steps: [
    { id: 'start', process: { block: 'manual.start' } },
    { id: 'first', input: { values: { n: 1 } }, process: { block: 'data.set' } },
    { id: 'second', input: { values: { n: 2 } }, process: { block: 'data.set' } },
    {
      id: 'loop',
      input: { items: [1, 2] },
      process: { block: 'control.for_each' },
      body: { steps: [{ id: 'inner', input: { values: {} }, process: { block: 'data.set' } }], edges: [] },
    },
  ],
  edges: [
    { from: 'start', to: 'first' },
    { from: 'first', to: 'second' },
    { from: 'second', to: 'loop' },
  ],
};

async function openBare(workspace: Workspace) {
  await workspace.call('PUT', '/api/workflows/bare', { workflow: BARE });
  const opened = await workspace.open('/workflows/bare');
  await opened.page.locator('[data-step="inner"]').waitFor();
  const readDraft = async () =>
    (await workspace.call<{ draft?: { workflow: Drawn } }>('GET', '/api/workflows/bare/draft')).draft?.workflow;
  /** Waits until the draft on the server is as expected. */
  const waitFor = async (what: string, isTrue: (draft: Drawn) => boolean) => {
    for (const until = Date.now() + 8_000; Date.now() < until; await opened.page.waitForTimeout(100)) {
      const draft = await readDraft();
      if (draft !== undefined && isTrue(draft)) return draft;
    }
    throw new Error(`The draft never came to: ${what}. It is ${JSON.stringify(await readDraft())}`);
  };
  return { ...opened, readDraft, waitFor };
}

async function middleOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  assert.ok(box, `${selector} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** Nothing selected, everything in sight. */
async function rest(page: Page) {
  await toCanvas(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(300);
}

test('a workflow without places is laid out as it opens, which is no change of it', async (t) => {
  const { page, readDraft, complaints } = await openBare(await startWorkspace(t));
  const places = await Promise.all(['start', 'first', 'second'].map((id) => middleOf(page, `[data-step="${id}"]`)));
  assert.deepEqual(
    places.map(({ x }) => x),
    places.map(({ x }) => x).toSorted((a, b) => a - b),
  );
  await page.waitForTimeout(1_500);
  assert.equal(await readDraft(), undefined);
  assert.ok(await page.getByRole('button', { name: /^Undo/ }).isDisabled());
  assert.deepEqual(complaints, []);
});

test('steps are dragged into a loop and out of it, and a block of the palette lands in it', async (t) => {
  const { page, waitFor, complaints } = await openBare(await startWorkspace(t));
  const idsIn = (draft: Drawn) => draft.steps.find(({ id }) => id === 'loop')?.body?.steps.map(({ id }) => id) ?? [];

  const block = page.locator('[data-block="data.sort"]');
  await block.scrollIntoViewIfNeeded();
  await drag(page, await middleOf(page, '[data-block="data.sort"]'), await middleOf(page, '[data-step="inner"]'));
  await waitFor('a sort in the loop', (draft) => idsIn(draft).includes('sort'));
  await rest(page);

  const { box: frame } = await middleOf(page, '.react-flow__node-frame');
  const inner = await middleOf(page, '[data-step="inner"]');
  await drag(page, inner, { x: inner.x - 40, y: frame.y + frame.height + 90 });
  await waitFor('inner outside', (draft) => draft.steps.some(({ id }) => id === 'inner'));
  await rest(page);

  const { box: left } = await middleOf(page, '.react-flow__node-frame');
  await drag(page, await middleOf(page, '[data-step="inner"]'), {
    x: left.x + left.width / 2,
    y: left.y + left.height - 24,
  });
  await waitFor('inner inside again', (draft) => idsIn(draft).includes('inner'));
  assert.deepEqual(complaints, []);
});

test('an edge is led elsewhere, cut, and brought back; a circle is refused with its reason', async (t) => {
  const { page, waitFor } = await openBare(await startWorkspace(t));
  const has = (from: string, to: string) => (draft: Drawn) =>
    draft.edges.some((edge) => edge.from === from && edge.to === to);
  await drag(
    page,
    await middleOf(page, '[data-edge="first:>second"] [data-edge-end="to"]'),
    await middleOf(page, '[data-step="loop"]'),
  );
  await waitFor('first leads to the loop', has('first', 'loop'));
  await page.keyboard.press('Delete');
  await waitFor('the edge is gone', (draft) => !has('first', 'loop')(draft));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  // As it was saved: the draft ends, so the screen tells.
  await page.locator('[data-edge="first:>second"]').waitFor({ state: 'attached' });
  await rest(page);

  const port = await middleOf(page, '[data-port][data-of="second"]');
  const start = await middleOf(page, '[data-step="start"]');
  await page.mouse.move(port.x, port.y);
  await page.mouse.down();
  await page.mouse.move(start.x, start.y, { steps: 8 });
  await page.getByText(/circle/).waitFor();
  await page.mouse.up();
  assert.equal(await page.locator('[data-edge]:has(path)').count(), 3);
});

test('steps chosen with a lasso are copied to another window, and grouped and folded here', async (t) => {
  const workspace = await startWorkspace(t);
  const { page, context, waitFor, complaints } = await openBare(workspace);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const [first, second] = [await middleOf(page, '[data-step="start"]'), await middleOf(page, '[data-step="second"]')];
  await page.keyboard.down('Shift');
  await drag(
    page,
    { x: first.box.x - 16, y: first.box.y - 24 },
    { x: second.box.x + 20, y: second.box.y + second.box.height + 24 },
  );
  await page.keyboard.up('Shift');
  await page.getByRole('toolbar', { name: 'Arrange the selection' }).waitFor();
  await page.keyboard.press('Control+c');

  await workspace.call('PUT', '/api/workflows/other', {
    workflow: { flowright: 1, id: 'other', name: 'Other', steps: [], edges: [] },
  });
  const window = await context.newPage();
  await window.goto(`${workspace.url}/workflows/other`);
  await toCanvas(window).focus();
  await window.getByText('Add the first step').waitFor();
  await window.keyboard.press('Control+v');
  await window.locator('[data-step]').nth(2).waitFor();
  await window.close();

  await page.bringToFront();
  await toCanvas(page).focus();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('First part');
  await page.keyboard.press('Enter');
  await waitFor('a named group', ({ groups }) => groups?.[0]?.name === 'First part');
  await toCanvas(page).focus();
  await page.keyboard.press('x');
  await waitFor('a folded group', ({ groups }) => groups?.[0]?.collapsed === true);
  assert.deepEqual(complaints, []);
});

test('a slash with nothing selected puts a step where the pointer is, and a version is saved with a message', async (t) => {
  const workspace = await startWorkspace(t);
  const { page, waitFor } = await openBare(workspace);
  const canvas = await middleOf(page, '[data-canvas]');
  await page.mouse.move(canvas.x, canvas.box.y + canvas.box.height - 160);
  await toCanvas(page).focus();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search blocks' }).waitFor();
  await page.keyboard.type('template');
  await page.keyboard.press('Enter');
  const draft = await waitFor('a template', ({ steps }) => steps.some(({ id }) => id === 'template'));
  const added = draft.steps.find(({ id }) => id === 'template')?.position;
  const above = draft.steps.find(({ id }) => id === 'second')?.position;
  assert.ok(added !== undefined && above !== undefined && added.y > above.y + 100);
  assert.ok(!draft.edges.some(({ to }) => to === 'template'));

  await toCanvas(page).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Control+Shift+s');
  await page.getByRole('textbox', { name: 'What changed' }).waitFor();
  await page.keyboard.type('Moved a little');
  await page.keyboard.press('Enter');
  await page.getByText('Version 2', { exact: true }).first().waitFor();
  const { items } = await workspace.call<{ items: readonly { message?: string }[] }>(
    'GET',
    '/api/workflows/bare/versions',
  );
  assert.equal(items[0]?.message, 'Moved a little');
});
