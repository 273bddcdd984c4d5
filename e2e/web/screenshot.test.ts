import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../testing/flowright.ts';
import { startWorkspace } from './testing/workspace.ts';

/** The picture of the README. `UPDATE_PICTURES=1 npm run browser -- e2e/web/screenshot.test.ts` takes it anew. */
const PICTURE = join(ROOT, 'docs/images/workspace.png');

/** Width and height in the header of a PNG (RFC 2083, 11.2.1). */
function readSize(png: Buffer): { readonly width: number; readonly height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test('the picture of the README shows the editor with a run on the canvas', async (t) => {
  const workspace = await startWorkspace(t);
  await workspace.importExample('first-steps');
  const { runId } = await workspace.call<{ runId: string }>('POST', '/api/workflows/first-steps/runs', {});
  const { page } = await workspace.open(`/workflows/first-steps?step=orders&panel=runs&run=${runId}`);
  await page.getByRole('treeitem', { name: /Succeeded The note for the door/ }).waitFor();
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
  await page.getByRole('button', { name: 'Hide blocks' }).click();
  await page.getByRole('button', { name: 'Minimap' }).click();
  await page.getByRole('button', { name: 'Fit everything' }).click();
  await page.waitForTimeout(1_000);
  const taken = await page.screenshot();
  if (process.env.UPDATE_PICTURES === '1') writeFileSync(PICTURE, taken);
  assert.deepEqual(readSize(taken), readSize(readFileSync(PICTURE)));
  // A blank page compresses to a few kilobytes.
  assert.ok(taken.length > 40_000, `${taken.length} bytes are too few for a picture of the editor`);
});
