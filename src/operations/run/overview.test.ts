import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunStatus } from '#contract/run-status.ts';
import type { RunTrend } from '#journal/run-trend.ts';
import { assertFails, openTestClient, toWorkflow } from '../testing/test-client.ts';
import type { TestServices } from '../testing/test-services.ts';
import { measureTrend } from './measure-trend.ts';

interface Made {
  readonly id: string;
  readonly workflowId?: string;
  readonly status: RunStatus;
  readonly createdAt: number;
  /** Absent while it has not ended. */
  readonly tookMs?: number;
  readonly triggerKind?: string;
}

async function addRuns(services: TestServices, runs: readonly Made[]): Promise<void> {
  for (const { id, workflowId = 'w', status, createdAt, tookMs, triggerKind = 'api' } of runs) {
    const run = {
      id,
      workflowId,
      version: 1,
      priority: 0,
      triggerKind,
      parent: undefined,
      idempotencyKey: undefined,
      owner: 'nobody',
      createdAt,
    };
    services.journal.createRun(run, [], {
      status,
      startedAt: createdAt,
      ...(tookMs === undefined ? {} : { finishedAt: createdAt + tookMs }),
    });
  }
  await services.journal.flush();
}

test('a trend counts runs by how they ended when they were created, with how long they took', async (t) => {
  const { services, client } = await openTestClient(t);
  await addRuns(services, [
    { id: 'a', status: 'succeeded', createdAt: 1_000, tookMs: 10 },
    { id: 'b', status: 'succeeded', createdAt: 1_499, tookMs: 30, triggerKind: 'schedule' },
    { id: 'c', status: 'failed', createdAt: 1_001, tookMs: 20 },
    { id: 'd', status: 'timed-out', createdAt: 1_500, tookMs: 1_000 },
    { id: 'e', status: 'running', createdAt: 1_999 },
    { id: 'f', status: 'queued', createdAt: 1_999 },
    { id: 'g', status: 'cancelled', createdAt: 1_700, tookMs: 0, workflowId: 'other' },
    { id: 'before', status: 'succeeded', createdAt: 999, tookMs: 1 },
    { id: 'after', status: 'succeeded', createdAt: 2_000, tookMs: 1 },
  ]);
  const none = { succeeded: 0, failed: 0, cancelled: 0, timedOut: 0, unfinished: 0 };
  const trend = await client.run.trend({ from: 1_000, to: 2_000, buckets: 2 });
  assert.deepEqual(trend.buckets, [
    { from: 1_000, to: 1_500, ...none, succeeded: 2, failed: 1, p50Ms: 20, p95Ms: 30 },
    { from: 1_500, to: 2_000, ...none, timedOut: 1, cancelled: 1, unfinished: 2, p50Ms: 0, p95Ms: 1_000 },
  ]);
  const total = { succeeded: 2, failed: 1, cancelled: 1, timedOut: 1, unfinished: 2, p50Ms: 20, p95Ms: 1_000 };
  assert.deepEqual([trend.total, trend.sampled], [total, false]);
  const other = await client.run.trend({ workflowId: 'other', from: 1_000, to: 2_000, buckets: 1 });
  assert.deepEqual(other.total, { ...none, cancelled: 1, p50Ms: 0, p95Ms: 0 });
  const empty = await client.run.trend({ workflowId: 'nothing', from: 0, to: 7, buckets: 3 });
  assert.deepEqual(
    empty.buckets.map(({ from, to }) => [from, to]),
    [
      [0, 2],
      [2, 5],
      [5, 7],
    ],
  );
  assert.deepEqual(empty.total, none);
  await assertFails(client.run.trend({ from: 10, to: 10, buckets: 1 }), 'input-invalid');
  await assertFails(client.run.trend({ from: 0, to: 9, buckets: 10 }), 'input-invalid');
  await assertFails(client.run.trend({ from: 0, to: 9, buckets: 201 }), 'input-invalid');
});

test('many runs are counted piece by piece, and their durations come from a sample that stands for all', async () => {
  // A million runs in one part, each a millisecond later and longer than the one before.
  const count = 1_000_000;
  const within = (at: number) => Math.max(0, Math.min(count, at));
  let largest = 0;
  const trend: RunTrend = {
    listGroups: () => [{ workflowId: undefined, status: 'succeeded', triggerKind: 'api' }],
    count(_, { from, to }, limit) {
      const found = Math.min(limit, within(to) - within(from));
      largest = Math.max(largest, found);
      return found;
    },
    sampleDurations(_, { from, to }, share) {
      const every = Math.round(1 / share);
      const durations: number[] = [];
      for (let at = within(from); at < within(to); at++) if (at % every === 0) durations.push(at);
      return durations;
    },
  };
  const { total, sampled } = await measureTrend(trend, { from: 0, to: 4_000_000, buckets: 1 });
  assert.deepEqual([total.succeeded, sampled], [count, true]);
  assert.ok(largest <= 20_000);
  assert.ok(Math.abs((total.p50Ms ?? 0) - count * 0.5) < count * 0.01, `${total.p50Ms}`);
  assert.ok(Math.abs((total.p95Ms ?? 0) - count * 0.95) < count * 0.01, `${total.p95Ms}`);
});

test('runs of one millisecond are counted, however many', async () => {
  const trend: RunTrend = {
    listGroups: () => [{ workflowId: undefined, status: 'failed', triggerKind: 'api' }],
    count: (_, { from, to }, limit) => (from <= 5 && to > 5 ? Math.min(limit, 50_000) : 0),
    sampleDurations: () => [1],
  };
  const { total } = await measureTrend(trend, { from: 0, to: 1_000, buckets: 1 });
  assert.equal(total.failed, 50_000);
});

test('a trend stops when nobody waits for it any more', async () => {
  const gone = new AbortController();
  let queries = 0;
  const trend: RunTrend = {
    listGroups: () => [{ workflowId: undefined, status: 'failed', triggerKind: 'api' }],
    count(_group, _range, limit) {
      queries += 1;
      gone.abort(new Error('gone'));
      const until = performance.now() + 5;
      while (performance.now() < until);
      return limit;
    },
    sampleDurations: () => [],
  };
  await assert.rejects(measureTrend(trend, { from: 0, to: 1e12, buckets: 1 }, gone.signal), /gone/);
  assert.equal(queries, 1);
});

test('the sample of a store is what its share says, and the same each time', async (t) => {
  const { services } = await openTestClient(t);
  const runs = Array.from({ length: 4_000 }, (_, index) => ({
    id: `r${index}`,
    status: 'succeeded' as const,
    createdAt: index,
    tookMs: index,
  }));
  await addRuns(services, runs);
  const [group, ...more] = services.trend.listGroups(undefined);
  assert.deepEqual([group, more], [{ workflowId: undefined, status: 'succeeded', triggerKind: 'api' }, []]);
  assert.ok(group !== undefined);
  const sample = (share: number) => services.trend.sampleDurations(group, { from: 0, to: 4_000 }, share);
  assert.equal(sample(1).length, 4_000);
  assert.deepEqual(sample(0), []);
  const tenth = sample(0.1);
  assert.ok(tenth.length > 350 && tenth.length < 450, `${tenth.length}`);
  assert.deepEqual(sample(0.1), tenth);
  const odd = tenth.filter((ms) => ms % 2 === 1).length;
  assert.ok(odd > tenth.length * 0.4 && odd < tenth.length * 0.6, `${odd} of ${tenth.length}`);
  assert.equal(services.trend.count(group, { from: 10, to: 20 }, 99), 10);
  assert.equal(services.trend.count(group, { from: 0, to: 4_000 }, 99), 99);
});

test('the newest runs of several workflows come with one call', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  const { runId } = await client.run.wait({ workflowId: 'w' });
  await addRuns(services, [
    { id: 'x1', workflowId: 'x', status: 'failed', createdAt: 5, tookMs: 2 },
    { id: 'x2', workflowId: 'x', status: 'running', createdAt: 6 },
    { id: 'x3', workflowId: 'x', status: 'succeeded', createdAt: 7, tookMs: 1 },
  ]);
  const { items } = await client.run.recent({ workflowIds: ['x', 'nothing', 'w', 'x'], limit: 2 });
  assert.deepEqual(
    items.map(({ workflowId, runs }) => [workflowId, runs.map(({ id, status }) => `${id} ${status}`)]),
    [
      ['x', ['x3 succeeded', 'x2 running']],
      ['nothing', []],
      ['w', [`${runId} succeeded`]],
    ],
  );
  assert.deepEqual(items[0]?.runs[0], {
    id: 'x3',
    status: 'succeeded',
    version: 1,
    triggerKind: 'api',
    createdAt: 7,
    startedAt: 7,
    finishedAt: 8,
  });
  assert.deepEqual((await client.run.recent({ workflowIds: 'x,w', limit: 1 })).items.length, 2);
  assert.deepEqual((await client.run.recent({ workflowIds: [] })).items, []);
  const tooMany = Array.from({ length: 101 }, (_, index) => `w${index}`);
  await assertFails(client.run.recent({ workflowIds: tooMany }), 'input-invalid');
  await assertFails(client.run.recent({ workflowIds: ['x'], limit: 21 }), 'input-invalid');
});
