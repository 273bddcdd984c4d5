import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { RunStatus } from '#contract/run-event.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { checkJournal } from './check-journal.ts';
import type { Journal, OpenWait, RunChange, RunFilter } from './journal.ts';
import { createMemoryJournal } from './memory-journal.ts';
import { isEndStatus } from './run-queue.ts';
import { createSqliteJournal } from './sqlite-journal.ts';
import { sampleRun, sampleStep } from './testing/sample-run.ts';

const RUNS = 6;
const OWNERS = ['host-a', 'host-b'] as const;

type Step =
  | {
      readonly kind: 'create';
      readonly run: number;
      readonly workflowId: string;
      readonly key: string | undefined;
      readonly owner: string;
      readonly priority: number;
      readonly createdAt: number;
      readonly triggerKind: string;
      readonly parent: number | undefined;
    }
  | {
      readonly kind: 'append';
      readonly run: number;
      readonly outputs: readonly JsonValue[];
      readonly change: RunChange | undefined;
    }
  | { readonly kind: 'flush' }
  | { readonly kind: 'adopt'; readonly owner: string; readonly dead: readonly string[] }
  | { readonly kind: 'release'; readonly owner: string }
  | { readonly kind: 'prune'; readonly keep: number };

const value: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 8, arbitrary: fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json)) as JsonValue) },
  { weight: 1, arbitrary: fc.integer({ min: 65_500, max: 65_600 }).map((length) => 'x'.repeat(length)) },
  { weight: 1, arbitrary: fc.string().map((text) => ({ rows: text + 'y'.repeat(70_000), text })) },
);
const path = fc.constantFrom('a', 'b', 'c[1].d');
const wait: fc.Arbitrary<Omit<OpenWait, 'runId'>> = fc.record({
  path,
  kind: fc.constantFrom('timer', 'approval', 'callback', 'retry', 'uncertain', 'child', 'deadline'),
  dueAt: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
  token: fc.option(fc.string(), { nil: undefined }),
});
const change: fc.Arbitrary<RunChange> = fc.record(
  {
    status: fc.constantFrom(...RunStatus.options),
    startedAt: fc.integer({ min: 0, max: 1e12 }),
    finishedAt: fc.integer({ min: 0, max: 1e12 }),
    output: value,
    error: fc.record({ code: fc.constant('internal' as const), message: fc.string() }),
    opened: fc.array(wait, { maxLength: 3 }),
    closed: fc.array(path, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const run = fc.integer({ min: 0, max: RUNS - 1 });
const owner = fc.constantFrom(...OWNERS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      run,
      workflowId: fc.constantFrom('orders', 'other'),
      key: fc.constantFrom(undefined, undefined, 'k1', 'k2'),
      owner,
      priority: fc.integer({ min: 0, max: 1 }),
      createdAt: fc.integer({ min: 1_000, max: 1_004 }),
      triggerKind: fc.constantFrom('api', 'cli'),
      parent: fc.option(run, { nil: undefined, freq: 1 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      run,
      outputs: fc.array(value, { maxLength: 4 }),
      change: fc.option(change, { nil: undefined }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'flush' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('adopt' as const), owner, dead: fc.subarray([...OWNERS]) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), owner }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const), keep: fc.integer({ min: 0, max: 2 }) }) },
);

/** What the call answered, or the code of its refusal. */
async function attempt(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

async function carryOut(journal: Journal, prefix: string, next: Step): Promise<unknown> {
  switch (next.kind) {
    case 'create': {
      const { workflowId, key, owner: by, priority, createdAt, triggerKind } = next;
      const parent = next.parent === undefined ? undefined : { runId: `${prefix}r${next.parent}`, path: 'a' };
      const place = { createdAt, triggerKind, parent };
      const changes = { workflowId: prefix + workflowId, idempotencyKey: key, owner: prefix + by, priority, ...place };
      return attempt(() => journal.createRun(sampleRun(`${prefix}r${next.run}`, changes), [sampleStep('start', null)]));
    }
    case 'append':
      return attempt(() =>
        journal.append(
          `${prefix}r${next.run}`,
          next.outputs.map((output) => sampleStep('s', output)),
          next.change,
        ),
      );
    case 'flush':
      return journal.flush();
    case 'adopt':
      return (
        await journal.adopt(
          prefix + next.owner,
          next.dead.map((host) => prefix + host),
        )
      ).filter((id) => id.startsWith(prefix));
    case 'release':
      // Until somebody adopts them, the runs of a host that gave them up take nothing from it.
      await journal.release(prefix + next.owner);
      return journal.adopt(`${prefix}next`, []);
    case 'prune':
      return journal.prune({ before: 2_000, keep: next.keep }).then((pruned) => pruned.runs);
  }
}

/** Everything a journal can be asked. */
function observe(journal: Journal, prefix: string): unknown {
  const ids = Array.from({ length: RUNS }, (_, index) => `${prefix}r${index}`);
  const list = (filter: Partial<RunFilter>): readonly string[] =>
    journal.listRuns({ limit: 100, ...filter }).map((record) => record.id);
  return {
    runs: ids.map((id) => journal.findRun(id)),
    events: ids.map((id) => [...journal.read(id)]),
    tails: ids.map((id) => [...journal.read(id, 3)]),
    lists: ['orders', 'other'].flatMap((workflowId) => [
      list({ workflowId: prefix + workflowId }),
      list({ workflowId: prefix + workflowId, statuses: ['queued', 'failed', 'waiting'] }),
      ...ids.map((beforeId) => journal.findRun(beforeId) && list({ workflowId: prefix + workflowId, beforeId })),
      journal.findByKey(prefix + workflowId, 'k1'),
    ]),
    filtered: [
      list({ workflowIds: [`${prefix}orders`, `${prefix}other`] }),
      list({ workflowIds: [`${prefix}orders`, `${prefix}other`], limit: 3 }),
      list({
        workflowIds: [`${prefix}orders`, `${prefix}other`],
        triggerKind: 'cli',
        statuses: ['queued', 'succeeded'],
      }),
      list({ workflowId: `${prefix}orders`, createdFrom: 1_002, createdTo: 1_004 }),
      list({ idPrefix: `${prefix}r` }),
      list({ idPrefix: `${prefix}r`, statuses: ['queued', 'running'], createdTo: 1_003 }),
      ...ids.map((parentRunId) => list({ parentRunId })),
      ...ids.map((parentRunId) => list({ parentRunId, triggerKind: 'cli', workflowId: `${prefix}orders` })),
    ],
    questions: ids.map((runId) => journal.listQuestions({ runId, limit: 100 })),
    openQuestions: ['orders', 'other'].map(
      (id) =>
        journal.findRun(`${prefix}r0`) &&
        journal.listQuestions({ workflowId: prefix + id, limit: 3, after: { runId: `${prefix}r0`, path: 'b' } }),
    ),
    waits: ids.map((runId) => journal.listWaits({ runId })),
    due: OWNERS.map((host) => journal.nextDueAt(prefix + host)),
  };
}

test('the SQLite journal answers like the memory journal, whatever is done with it', async (t) => {
  const store = await openTemporaryStore(t, { synchronous: 'NORMAL' });
  const sqlite = createSqliteJournal(store);
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const prefix = `${String(round++).padStart(4, '0')}-`;
      const memory = createMemoryJournal();
      const created = new Set<number>();
      const ended = new Set<number>();
      for (const next of steps) {
        // Nothing follows the end of a run, and ids are unique.
        if (next.kind === 'append' && ended.has(next.run)) continue;
        if (next.kind === 'create' && created.has(next.run)) continue;
        if (next.kind === 'append' && next.change?.status !== undefined && isEndStatus(next.change.status))
          ended.add(next.run);
        const expected = await carryOut(memory, prefix, next);
        if (next.kind === 'create' && expected === undefined) created.add(next.run);
        const actual = await carryOut(sqlite, prefix, next);
        // Runs of earlier rounds share the store: they are pruned away, and adopted by nobody.
        if (next.kind !== 'prune') assert.deepEqual(actual, expected, next.kind);
        if (next.kind === 'flush') assert.deepEqual(observe(sqlite, prefix), observe(memory, prefix));
      }
      await Promise.all([memory.flush(), sqlite.flush()]);
      assert.deepEqual(observe(sqlite, prefix), observe(memory, prefix));
    }),
    { numRuns: 60 },
  );
  const findings = await checkJournal(store);
  assert.deepEqual(findings, []);
});
