import type { Page } from 'playwright-core';
import type { Workflow } from '#contract/workflow.ts';

/** What a page did while something moved. */
export interface FrameFigures {
  /** Frames a second over the whole of it. */
  readonly fps: number;
  /** The frame that 95 of 100 are quicker than, in milliseconds. */
  readonly p95Ms: number;
  readonly longestMs: number;
  readonly frames: number;
}

const COLUMNS_GAP = 336;
const ROWS_GAP = 112;

/** A workflow of so many steps in a grid, each leading to one or two of the next column, as large ones look. */
export function createLargeWorkflow(id: string, steps: number): Workflow {
  const rows = Math.ceil(Math.sqrt(steps / 2));
  const toId = (at: number) => `s${at}`;
  const blocks = ['data.set', 'data.template', 'data.transform', 'control.merge'] as const;
  const edges = [];
  for (let at = 0; at < steps; at += 1) {
    for (const next of [at + rows, at + rows + 1 + (at % 3)]) {
      if (next < steps && (next === at + rows || at % 4 === 0)) edges.push({ from: toId(at), to: toId(next) });
    }
  }
  return {
    flowright: 1,
    id,
    name: `${steps} steps`,
    inputs: [],
    steps: Array.from({ length: steps }, (_, at) => {
      const block = blocks[at % blocks.length] ?? 'data.set';
      const input =
        block === 'data.set'
          ? { values: { at } }
          : block === 'data.template'
            ? { template: `Step ${at}` }
            : block === 'data.transform'
              ? { data: [at], expression: '$' }
              : { values: [at], mode: 'pass' };
      return {
        id: toId(at),
        name: `Step number ${at}`,
        position: { x: Math.floor(at / rows) * COLUMNS_GAP, y: (at % rows) * ROWS_GAP },
        input,
        process: { block },
      };
    }),
    edges,
  };
}

/** Measures the frames of the page while `move` goes on. */
export async function measureFrames(page: Page, move: () => Promise<void>): Promise<FrameFigures> {
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { isOn: true, times };
    Reflect.set(window, 'benchFrames', state);
    const tick = (now: number) => {
      times.push(now);
      if (state.isOn) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await move();
  const times = await page.evaluate(() => {
    const state = Reflect.get(window, 'benchFrames') as { isOn: boolean; readonly times: readonly number[] };
    state.isOn = false;
    return state.times;
  });
  return toFigures(times);
}

/** Figures from the times of frames, in milliseconds. */
export function toFigures(times: readonly number[]): FrameFigures {
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const total = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    fps: total === 0 ? 0 : (gaps.length / total) * 1_000,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    frames: gaps.length,
  };
}

/** Where the canvas is in the window. */
export async function findCanvas(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('[data-canvas]').boundingBox();
  if (box === null) throw new Error('The page shows no canvas.');
  return box;
}

/** Pans to and fro with the wheel, as a trackpad does, for so many milliseconds. */
export async function pan(page: Page, ms: number): Promise<void> {
  const { x, y, width, height } = await findCanvas(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  const until = Date.now() + ms;
  for (let turn = 0; Date.now() < until; turn += 1) {
    const way = Math.floor(turn / 40) % 4;
    const [dx, dy] = (
      [
        [24, 0],
        [0, 24],
        [-24, 0],
        [0, -24],
      ] as const
    )[way] ?? [0, 0];
    await page.mouse.wheel(dx, dy);
    await page.waitForTimeout(8);
  }
}

/** Zooms in and out around the middle for so many milliseconds. */
export async function zoom(page: Page, ms: number): Promise<void> {
  const { x, y, width, height } = await findCanvas(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down('Control');
  const until = Date.now() + ms;
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.wheel(0, Math.floor(turn / 25) % 2 === 0 ? -12 : 12);
    await page.waitForTimeout(8);
  }
  await page.keyboard.up('Control');
}

/** Drags what is selected, or the step nearest to the middle, in circles for so many milliseconds, and puts it back. */
export async function drag(page: Page, from: { readonly x: number; readonly y: number }, ms: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const until = Date.now() + ms;
  for (let turn = 0; Date.now() < until; turn += 1) {
    await page.mouse.move(from.x + 120 * Math.sin(turn / 12), from.y + 80 * (1 - Math.cos(turn / 12)));
    await page.waitForTimeout(8);
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
}
