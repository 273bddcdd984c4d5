import type { Workspace } from '../../e2e/web/testing/workspace.ts';
import { createLargeWorkflow } from './canvas-frames.ts';

const SETTLED_MS = 200;

/** Milliseconds from asking for the editor of a workflow of `steps` steps until its canvas is drawn and the page is idle. */
export async function measureEditorLoad(workspace: Workspace, steps: number): Promise<number> {
  const id = `load-${steps}`;
  await workspace.call('PUT', `/api/workflows/${id}`, { workflow: createLargeWorkflow(id, steps) });
  const { page, context } = await workspace.open('/workflows');
  await page.locator('main h1').waitFor();
  await context.addInitScript((settledMs) => {
    // Drawn: the canvas is there, and no task has kept the page for a while.
    let lastBusy = 0;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) lastBusy = startTime + duration;
    }).observe({ type: 'longtask', buffered: true });
    const timer = setInterval(() => {
      if (document.querySelector('[data-canvas] [data-step], [data-canvas] canvas') === null) return;
      const drawn = performance.getEntriesByName('canvas-drawn')[0];
      if (drawn === undefined) performance.mark('canvas-drawn');
      else if (performance.now() - Math.max(drawn.startTime, lastBusy) > settledMs) {
        performance.mark('canvas-settled', { startTime: Math.max(drawn.startTime, lastBusy) });
        clearInterval(timer);
      }
    }, 10);
  }, SETTLED_MS);
  await page.goto(`${workspace.url}/workflows/${id}`);
  await page.waitForFunction(() => performance.getEntriesByName('canvas-settled').length > 0);
  const settled = await page.evaluate(() => performance.getEntriesByName('canvas-settled')[0]?.startTime ?? Number.NaN);
  await context.close();
  return settled;
}
