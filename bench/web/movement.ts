import type { Page } from 'playwright-core';
import type { Workspace } from '../../e2e/web/testing/workspace.ts';
import { createLargeWorkflow, drag, type FrameFigures, findCanvas, measureFrames, pan, zoom } from './canvas-frames.ts';

const MOVE_MS = 3_000;

/** Frames while the canvas moves, by what was done. */
export type Movements = Readonly<Record<'pan' | 'zoom' | 'drag' | 'panOut' | 'dragOut', FrameFigures>>;

/** Pans, zooms and drags a workflow of `steps` steps, as near as it opens and zoomed out so far that all of it is seen. */
export async function measureMovements(workspace: Workspace, steps: number): Promise<Movements> {
  const id = `moving-${steps}`;
  await workspace.call('PUT', `/api/workflows/${id}`, { workflow: createLargeWorkflow(id, steps) });
  const { page, context } = await workspace.open(`/workflows/${id}?step=s${Math.floor(steps / 2)}`);
  await page.locator('[data-canvas]').waitFor();
  await setZoom(page, '1');
  const near = {
    pan: await measureFrames(page, () => pan(page, MOVE_MS)),
    drag: await dragSomething(page),
    zoom: await measureFrames(page, () => zoom(page, MOVE_MS)),
  };
  await setZoom(page, 'fit');
  const far = {
    panOut: await measureFrames(page, () => pan(page, MOVE_MS)),
    dragOut: await dragSomething(page),
  };
  await context.close();
  return { ...near, ...far };
}

async function setZoom(page: Page, to: '1' | 'fit'): Promise<void> {
  await page.locator('[data-canvas]').press(to === 'fit' ? 'Shift+1' : 'Shift+0');
  await page.waitForTimeout(600);
}

async function dragSomething(page: Page): Promise<FrameFigures> {
  const step = page.locator('[data-canvas] [data-step]').first();
  const box = (await step.count()) > 0 ? await step.boundingBox() : null;
  const canvas = await findCanvas(page);
  const from =
    box === null
      ? { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 }
      : { x: box.x + box.width / 2, y: box.y + 20 };
  return measureFrames(page, () => drag(page, from, MOVE_MS));
}
