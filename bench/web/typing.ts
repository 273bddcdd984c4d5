import type { Workspace } from '../../e2e/web/testing/workspace.ts';
import { createLargeWorkflow } from './canvas-frames.ts';

const KEYS = 120;

/** Milliseconds of the main thread one key takes in a template field of the inspector, each key. */
export async function measureTyping(workspace: Workspace, steps: number): Promise<readonly number[]> {
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
        // A task of its own comes after all that the key set off at once.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - began);
        port2.postMessage(undefined);
      },
      { capture: true },
    );
  });
  await page.keyboard.type('abcdefghij '.repeat(Math.ceil(KEYS / 11)).slice(0, KEYS), { delay: 30 });
  await page.waitForTimeout(500);
  const times = await page.evaluate(() => Reflect.get(window, 'benchKeys') as readonly number[]);
  await context.close();
  return times;
}
