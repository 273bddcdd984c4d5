import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measure.ts';
import { type Row, toMarkdown, toTable } from '../report.ts';
import { withWorkspace } from './bench-workspace.ts';
import { measureEditorLoad } from './editor-load.ts';
import { measureMovements } from './movement.ts';
import { measurePageLoad, type PageLoad } from './page-load.ts';
import { measureRunMemory } from './run-memory.ts';
import { measureTyping } from './typing.ts';

const LOADS = 5;
const ABOUT = `
Chromium is headless and draws in software (\`--disable-gpu\`), on the same two cores as the server; the page is the production build.`;

const toP95 = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;

/** `npm run bench -- web`: prints a table and writes docs/benchmarks-web.md. */
export async function measureWeb(): Promise<void> {
  const rows: Row[] = [];
  const add = (what: string, value: number, unit: string, goal?: Row['goal']) => {
    const row = { what, value, unit, ...(goal === undefined ? {} : { goal }) };
    rows.push(row);
    process.stdout.write(`${toTable([row])}\n`);
  };
  await withWorkspace(async (workspace) => {
    const loads: PageLoad[] = [];
    for (let round = 0; round < LOADS; round += 1) loads.push(await measurePageLoad(workspace));
    const middle = (key: keyof PageLoad) => median(loads.map((load) => load[key]));
    add('first page, empty cache: first contentful paint', middle('firstPaintMs'), 'ms', { atMost: 1_000 });
    add('first page: interactive', middle('interactiveMs'), 'ms', { atMost: 3_000 });
    add('first page: load', middle('loadMs'), 'ms', { atMost: 2_000 });
    add('first page: scripts, gzip', middle('scriptKb'), 'kB', { atMost: 200 });
    add('first page: styles, gzip', middle('styleKb'), 'kB');
    for (const steps of [500, 5_000]) {
      const times = [];
      for (let round = 0; round < 3; round += 1) times.push(await measureEditorLoad(workspace, steps));
      const goal = steps === 500 ? { atMost: 2_000 } : undefined;
      add(`editor of ${steps} steps: opened`, median(times), 'ms', goal);
    }
    for (const [steps, fps] of [
      [1_000, 55],
      [5_000, 30],
    ] as const) {
      const moves = await measureMovements(workspace, steps);
      add(`${steps} steps, zoomed in: pan`, moves.pan.fps, 'fps', { atLeast: fps });
      add(`${steps} steps, zoomed in: drag`, moves.drag.fps, 'fps', { atLeast: fps });
      add(`${steps} steps: zoom in and out`, moves.zoom.fps, 'fps', { atLeast: fps });
      add(`${steps} steps, all in sight: pan`, moves.panOut.fps, 'fps', { atLeast: fps });
      add(`${steps} steps, all in sight: drag`, moves.dragOut.fps, 'fps', { atLeast: fps });
    }
    const { workMs, waitMs } = await measureTyping(workspace, 1_000);
    add('typing in the inspector at 1,000 steps: work of a key, median', median(workMs), 'ms');
    add('typing in the inspector at 1,000 steps: work of a key, p95', toP95(workMs), 'ms', { atMost: 16 });
    add('typing in the inspector at 1,000 steps: until the next task, frame included, p95', toP95(waitMs), 'ms');
    const { events, earlyMb, lateMb } = await measureRunMemory(workspace);
    add('run view: events followed', events, '');
    add('run view: heap after a tenth of them', earlyMb, 'MB');
    add('run view: heap after the last', lateMb, 'MB');
    add('run view: growth of the heap meanwhile', lateMb - earlyMb, 'MB', { atMost: 10 });
  });
  process.stdout.write(`\n${JSON.stringify(rows)}\n`);
  const markdown = toMarkdown(rows, { title: 'Benchmarks of the page', command: 'npm run bench -- web', about: ABOUT });
  writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'benchmarks-web.md'), markdown);
}
