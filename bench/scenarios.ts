import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_PERMISSIONS } from '../src/access/permission.ts';
import { findProblems } from '../src/app/find-problems.ts';
import { openAccess } from '../src/app/open-access.ts';
import type { RunFilter } from '../src/journal/journal.ts';
import { load, median, percentile, rssMb, watchLag, watchPeakRss } from './measure.ts';
import { openBenchApp } from './open-bench-app.ts';
import { chain, effectChain, fanOut, loop, unfinished } from './workflows.ts';

/** Figures of a scenario by name. */
export type Figures = Readonly<Record<string, number>>;

/** What a scenario is given. */
export type Parameters = Readonly<Record<string, number | string | undefined>>;

const STEPS = 10;

async function runChain(parameters: Parameters, workflow: ReturnType<typeof chain>): Promise<Figures> {
  const { concurrency = 20, total = 10_000, synchronous, syncDelayMs } = parameters;
  const app = await openBenchApp([workflow], {
    synchronous: synchronous === 'NORMAL' ? 'NORMAL' : 'FULL',
    ...(syncDelayMs === undefined ? {} : { syncDelayMs: Number(syncDelayMs) }),
  });
  const once = (n: number) => app.runOnce(workflow.id, { n });
  await load(Math.min(2_000, Number(total) / 2), Number(concurrency), once);
  const stopLag = watchLag();
  const { elapsedMs, each } = await load(Number(total), Number(concurrency), once);
  const lag = stopLag();
  await app.end();
  const runsPerSecond = (Number(total) / elapsedMs) * 1_000;
  return {
    runsPerSecond,
    microsecondsPerStep: 1e6 / runsPerSecond / STEPS,
    p50Ms: median(each),
    p99Ms: percentile(each, 0.99),
    lagP99Ms: lag.p99,
  };
}

/** What is measured, each in a process of its own. */
export const SCENARIOS: Readonly<Record<string, (parameters: Parameters) => Promise<Figures>>> = {
  chain: (parameters) => runChain(parameters, chain('chain', STEPS)),

  effects: (parameters) => runChain(parameters, effectChain('effects', STEPS)),

  async sequential({ steps = 40, rounds = 100 }) {
    const app = await openBenchApp([chain('sequential', Number(steps)), effectChain('persisted', Number(steps))]);
    const pure: number[] = [];
    const persisted: number[] = [];
    for (let round = 0; round < Number(rounds); round++) {
      let from = performance.now();
      await app.runOnce('sequential', { n: round });
      pure.push(performance.now() - from);
      from = performance.now();
      await app.runOnce('persisted', { n: round });
      persisted.push(performance.now() - from);
    }
    await app.end();
    return { pureMs: median(pure), persistedMs: median(persisted), persistedP99Ms: percentile(persisted, 0.99) };
  },

  async fanOut({ width = 400, rounds = 50 }) {
    const app = await openBenchApp([fanOut('fan', Number(width))]);
    const { each } = await load(Number(rounds), 1, () => app.runOnce('fan', {}));
    await app.end();
    return { runMs: median(each), microsecondsPerStep: (median(each) * 1_000) / (Number(width) + 2) };
  },

  async loop({ items = 1_000 }) {
    const count = Number(items);
    const app = await openBenchApp([loop('loop')]);
    await app.runOnce('loop', { items: Array.from({ length: 100 }, (_, index) => index) });
    const stopPeak = watchPeakRss();
    const from = performance.now();
    const record = await app.runOnce('loop', { items: Array.from({ length: count }, (_, index) => index) });
    const elapsedMs = performance.now() - from;
    const peakRssMb = stopPeak();
    const ends: number[] = [];
    for (const { event } of app.journal.read(record.id)) if (event.type === 'iteration-finished') ends.push(event.at);
    const took = (fromIndex: number, toIndex: number) => (ends[toIndex] ?? 0) - (ends[fromIndex] ?? 0);
    const window = Math.min(1_000, count);
    await app.end();
    return {
      microsecondsPerItem: (elapsedMs * 1_000) / count,
      peakRssMb,
      firstMs: took(0, window - 1),
      lastMs: took(count - window, count - 1),
    };
  },

  async listing({ runs = 1_000_000 }) {
    const app = await openBenchApp([]);
    const statuses = ['succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled'] as const;
    for (let n = 0; n < Number(runs); n++) {
      const id = `01bench${String(n).padStart(19, '0')}`;
      const workflowId = `flow-${n % 20}`;
      const status = statuses[n % statuses.length] ?? 'succeeded';
      const at = 1_700_000_000_000 + n * 1_000;
      app.journal.createRun(
        {
          id,
          workflowId,
          version: 1,
          priority: 0,
          triggerKind: n % 3 === 0 ? 'schedule' : 'api',
          parent: undefined,
          idempotencyKey: undefined,
          owner: app.owner,
          createdAt: at,
        },
        [],
        { status, startedAt: at, finishedAt: at + 50 },
      );
      if (n % 5_000 === 4_999) await app.journal.flush();
    }
    await app.journal.flush();
    const times: number[] = [];
    const filters: RunFilter[] = [
      { limit: 50 },
      { limit: 50, statuses: ['failed'] },
      { limit: 50, workflowId: 'flow-7' },
      { limit: 50, workflowId: 'flow-7', statuses: ['failed', 'cancelled'] },
      { limit: 50, statuses: ['waiting'] },
      { limit: 50, workflowId: 'no-such-flow' },
    ];
    for (let page = 0; page < 40; page++) {
      const beforeId = `01bench${String(Math.floor((Number(runs) * (40 - page)) / 40)).padStart(19, '0')}`;
      for (const filter of filters) {
        const from = performance.now();
        app.journal.listRuns({ ...filter, beforeId });
        times.push(performance.now() - from);
      }
    }
    await app.end();
    return { p95Ms: percentile(times, 0.95), maxMs: Math.max(...times) };
  },

  /** What every call and every save pays, besides the work itself. */
  async checks() {
    const app = await openBenchApp([]);
    const access = openAccess(app.store, () => undefined);
    const { token } = await access.tokens.create(
      { name: 'bench', permissions: ['run:read'] },
      { id: 'owner', kind: 'owner', name: 'Owner', permissions: new Set(ALL_PERMISSIONS) },
    );
    const timeUs = async (rounds: number, work: () => unknown) => {
      for (let round = 0; round < rounds / 10; round++) await work();
      const from = performance.now();
      for (let round = 0; round < rounds; round++) work();
      return ((performance.now() - from) * 1_000) / rounds;
    };
    const block = app.blocks.get('data.set');
    const inputs = { values: { n: 1 } };
    const authenticateUs = await timeUs(50_000, () =>
      access.authenticator.authenticate({ kind: 'bearer', token }, '127.0.0.1'),
    );
    const validateInputsUs = await timeUs(200_000, () => block?.validateInputs(inputs));
    const large = chain('large', 10_000);
    const from = performance.now();
    findProblems(large, app.blocks);
    const validateMs = performance.now() - from;
    await app.end();
    return { authenticateUs, validateInputsUs, validateMs };
  },

  async journalBytes({ runs = 2_000 }) {
    const app = await openBenchApp([chain('chain', STEPS)]);
    await load(Number(runs), 20, (n) => app.runOnce('chain', { n }));
    const { dataDir } = app;
    await app.close();
    const { size } = statSync(join(dataDir, 'flowright.db'));
    return { bytesPerStep: size / Number(runs) / STEPS, bytesPerRun: size / Number(runs) };
  },

  /** Leaves runs under way, to be killed: see `recovery`. */
  async leaveUnfinished({ runs = 10_000, dataDir = '' }) {
    const app = await openBenchApp([unfinished('unfinished')], {
      dataDir: String(dataDir),
      maxConcurrentRuns: Number(runs),
    });
    await Promise.all(
      Array.from({ length: Number(runs) }, (_, n) =>
        app.host.start({ workflowId: 'unfinished', input: { n, hang: true } }),
      ),
    );
    process.stdout.write('ready\n');
    setInterval(() => undefined, 60_000);
    return new Promise<never>(() => undefined);
  },

  async recovery({ runs = 10_000, dataDir = '' }) {
    process.env.BENCH_RECOVERING = '1';
    const from = performance.now();
    const app = await openBenchApp([], { dataDir: String(dataDir) });
    const recovered = await app.host.recover();
    const adoptedMs = performance.now() - from;
    const unfinishedRuns = () => app.journal.listRuns({ statuses: ['queued', 'running'], limit: 1 }).length;
    while (unfinishedRuns() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const allEndedMs = performance.now() - from;
    await app.end();
    if (recovered !== Number(runs)) throw new Error(`${recovered} runs were taken over, not ${runs}.`);
    return { adoptedMs, allEndedMs, rssMb: rssMb() };
  },
};
