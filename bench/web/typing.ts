import type { CDPSession } from 'playwright-core';
import type { Workspace } from '../../e2e/web/testing/workspace.ts';
import { createLargeWorkflow } from './canvas-frames.ts';

const KEYS = 120;
/** How long a key is watched: its frame and what it put off for a moment are over by then. */
const WATCH_MS = 90;

/** What keys cost in a template field of the inspector, each key, in milliseconds. */
export interface Typing {
  /** Time the main thread worked for the key: its events, its frame and all that followed at once. */
  readonly workMs: readonly number[];
  /** Time from the key to the first task after it, which waits for the frame in between. */
  readonly waitMs: readonly number[];
}

/** Types into the inspector while `steps` steps are on the canvas. */
export async function measureTyping(workspace: Workspace, steps: number): Promise<Typing> {
  const id = `typing-${steps}`;
  await workspace.call('PUT', `/api/workflows/${id}`, { workflow: createLargeWorkflow(id, steps) });
  // The second step of the fixture is a template.
  const { page, context } = await workspace.open(`/workflows/${id}?step=s1`);
  const field = page.locator('.cm-content[contenteditable="true"]').first();
  await field.click();
  await page.evaluate(() => {
    const times: number[] = [];
    Reflect.set(window, 'benchKeys', times);
    addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - began);
        port2.postMessage(undefined);
      },
      { capture: true },
    );
  });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const workMs = [];
  for (const letter of 'abcdefghij '.repeat(Math.ceil(KEYS / 11)).slice(0, KEYS)) {
    const before = await readWorkMs(session);
    await page.keyboard.type(letter);
    await page.waitForTimeout(WATCH_MS);
    workMs.push((await readWorkMs(session)) - before);
  }
  const waitMs = await page.evaluate(() => Reflect.get(window, 'benchKeys') as readonly number[]);
  await context.close();
  return { workMs, waitMs };
}

async function readWorkMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}
