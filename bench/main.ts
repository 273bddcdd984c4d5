// `npm run bench -- web`: the page, in Chromium (bench/web). `npm run bench [-- --quick] [-- --node-red]`: prints a table and JSON, and writes docs/benchmarks.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './measure.ts';
import { makeDataDir } from './open-bench-app.ts';
import { measureListeners, measureRest, measureWebhooks } from './over-http.ts';
import { type Row, toMarkdown, toTable } from './report.ts';
import { crashScenario, runScenario } from './run-scenario.ts';
import { measureColdStart } from './servers.ts';

if (process.argv[2] === 'web') {
  const { measureWeb } = await import('./web/measure-web.ts');
  await measureWeb();
  process.exit(0);
}
const flags = new Set(process.argv.slice(2));
const scale = flags.has('--quick') ? 0.1 : 1;
const count = (full: number) => Math.max(20, Math.round(full * scale));
const rows: Row[] = [];

function add(what: string, value: number | undefined, unit: string, goal?: Row['goal']): void {
  rows.push({ what, value: value ?? Number.NaN, unit, ...(goal === undefined ? {} : { goal }) });
  process.stdout.write(`${toTable([rows.at(-1) as Row])}\n`);
}

async function measureHost(): Promise<void> {
  for (const synchronous of ['FULL', 'NORMAL'] as const) {
    for (const concurrency of [1, 20, 100]) {
      const figures = await runScenario('chain', {
        synchronous,
        concurrency,
        total: count(concurrency === 1 ? 4_000 : 20_000),
      });
      const isGoal = synchronous === 'FULL' && concurrency === 20;
      add(
        `10 pure steps, ${synchronous}, ${concurrency} at once`,
        figures.runsPerSecond,
        'runs/s',
        isGoal ? { atLeast: 4_000 } : undefined,
      );
      if (isGoal) add('overhead of a pure step', figures.microsecondsPerStep, 'µs', { atMost: 25 });
    }
  }
  const effects = await runScenario('effects', { concurrency: 20, total: count(4_000) });
  add('10 steps with an effect, FULL, 20 at once', effects.runsPerSecond, 'runs/s');
  add('overhead of a step with an effect', effects.microsecondsPerStep, 'µs', { atMost: 120 });
  const slow = await runScenario('chain', { concurrency: 100, total: count(10_000), syncDelayMs: 20 });
  add('10 pure steps with a disk that takes 20 ms to sync, 100 at once', slow.runsPerSecond, 'runs/s');
  add('event-loop lag p99 meanwhile', slow.lagP99Ms, 'ms', { atMost: 10 });
  const sequential = await runScenario('sequential', { rounds: count(100) });
  add('40 sequential pure steps', sequential.pureMs, 'ms', { atMost: 100 });
  add('40 sequential steps, each persisted before the next', sequential.persistedMs, 'ms', { atMost: 100 });
  const fan = await runScenario('fanOut', { rounds: count(50) });
  add('fan-out of 400', fan.runMs, 'ms');
}

async function measureLoops(): Promise<void> {
  for (const items of [1_000, 10_000, 100_000]) {
    const figures = await runScenario('loop', { items });
    add(`for_each of ${items.toLocaleString('en-US')}: time per item`, figures.microsecondsPerItem, 'µs');
    add(
      `for_each of ${items.toLocaleString('en-US')}: peak RSS`,
      figures.peakRssMb,
      'MB',
      items === 100_000 ? { atMost: 250 } : undefined,
    );
    if (items === 100_000)
      add('last 1,000 items against the first 1,000', (figures.lastMs ?? 0) / Math.max(1, figures.firstMs ?? 0), '×', {
        atMost: 1.5,
      });
  }
}

async function measureProcess(): Promise<void> {
  const starts = [];
  for (let round = 0; round < 6; round++)
    starts.push(await measureColdStart(process.env.FLOWRIGHT_BENCH_NODE ?? 'node'));
  // The first start fills the compile cache.
  add(
    'cold start to the first answer (through the launcher)',
    median(starts.slice(1).map((start) => start.answerMs)),
    'ms',
    { atMost: 300 },
  );
  add('idle RSS of the server', median(starts.map((start) => start.serverRssMb)), 'MB', { atMost: 100 });
  const checks = await runScenario('checks', {});
  add('recognising an API token', checks.authenticateUs, 'µs', { atMost: 10 });
  add("checking a step's inputs", checks.validateInputsUs, 'µs');
  add('validating a workflow of 10,000 steps', checks.validateMs, 'ms', { atMost: 1_000 });
  const journal = await runScenario('journalBytes', {});
  add('journal per step', journal.bytesPerStep, 'bytes');
  const runs = count(10_000);
  const dataDir = makeDataDir();
  await crashScenario('leaveUnfinished', { runs, dataDir });
  const recovery = await runScenario('recovery', { runs, dataDir });
  add(`${runs.toLocaleString('en-US')} unfinished runs after a kill: taken over`, recovery.adoptedMs, 'ms');
  add(`${runs.toLocaleString('en-US')} unfinished runs after a kill: all ended`, recovery.allEndedMs, 'ms', {
    atMost: 5_000,
  });
}

async function measureServer(): Promise<void> {
  const webhooks = await measureWebhooks(count(10_000), flags.has('--node-red'));
  for (const { name, requestsPerSecond } of webhooks)
    add(`10-step run over HTTP, 20 connections: ${name}`, requestsPerSecond, 'runs/s');
  const [ours, ...theirs] = webhooks;
  add('p99 of these answers', ours?.p99Ms, 'ms', { atMost: 20 });
  for (const { name, requestsPerSecond } of theirs) {
    add(`Flowright against ${name}`, (ours?.requestsPerSecond ?? 0) / requestsPerSecond, '×', { atLeast: 1.5 });
  }
  const rest = await measureRest();
  add('REST call, p95, idle', rest.idleMs, 'ms', { atMost: 20 });
  add('REST call, p95, while runs keep the host busy', rest.busyMs, 'ms', { atMost: 200 });
  const streams = await measureListeners(1_000);
  add(
    'event-loop lag p95 added by 1,000 listeners on 50 live runs',
    Math.max(0, streams.withMs - streams.withoutMs),
    'ms',
    { atMost: 1 },
  );
  const listing = await runScenario('listing', { runs: count(1_000_000) });
  add(
    `list of runs at ${count(1_000_000).toLocaleString('en-US')} rows, any filter, any page: p95`,
    listing.p95Ms,
    'ms',
    { atMost: 50 },
  );
  add('the slowest of these', listing.maxMs, 'ms');
}

await measureHost();
await measureLoops();
await measureProcess();
await measureServer();
process.stdout.write(`\n${toTable(rows)}\n\n${JSON.stringify(rows)}\n`);
if (scale === 1) {
  const docs = join(import.meta.dirname, '..', 'docs');
  mkdirSync(docs, { recursive: true });
  writeFileSync(join(docs, 'benchmarks.md'), toMarkdown(rows));
}
process.exit(0);
