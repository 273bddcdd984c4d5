import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import { createTemporaryFolder, openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createSqliteJournal } from './sqlite-journal.ts';
import { testJournal } from './testing/journal-suite.ts';
import { sampleCreated, sampleRun, sampleStep } from './testing/sample-run.ts';

const withCode = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;

testJournal('SQLite journal', async (t) => createSqliteJournal(await openTemporaryStore(t)));

test('what was queued about a run in one turn becomes one row', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  journal.createRun(sampleRun('r1'), [sampleCreated(1)], { status: 'running' });
  for (let index = 0; index < 10; index++) journal.append('r1', [sampleStep(`s${index}`, index)]);
  journal.append('r1', [], { opened: [{ path: 'w', kind: 'timer', dueAt: 1, token: undefined }] });
  journal.append('r1', [], { status: 'succeeded', finishedAt: 3 });
  await journal.flush();
  assert.deepEqual(
    { ...store.get('SELECT count(*) AS rows, sum(count) AS events FROM journal') },
    { rows: 1, events: 11 },
  );
  assert.equal(store.get('SELECT count(*) AS n FROM waits')?.n, 0);
});

test('a long backlog of one run is split into rows of bounded size', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  journal.createRun(sampleRun('r1'), []);
  for (let index = 0; index < 30; index++) journal.append('r1', [sampleStep(`s${index}`, 'x'.repeat(50_000))]);
  await journal.flush();
  assert.ok(Number(store.get('SELECT max(length(events)) AS n FROM journal')?.n) < 400_000);
  assert.equal([...journal.read('r1')].length, 30);
});

test('a large value is stored once, compressed, and goes with its last run', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const rows = 'some rows '.repeat(50_000);
  for (const id of ['r1', 'r2']) {
    journal.createRun(sampleRun(id), [sampleStep('a', { rows, n: 1 }), sampleStep('b', { items: rows })], {
      status: 'succeeded',
      output: rows,
    });
  }
  await journal.flush();
  const blob = store.get('SELECT count(*) AS n, sum(octet_length(data)) AS bytes, min(size) AS size FROM blobs');
  assert.equal(blob?.n, 1);
  assert.equal(blob?.size, rows.length + 2);
  assert.ok(Number(blob?.bytes) < rows.length / 10);
  assert.equal((await journal.prune({ before: 5_000, keep: 1 })).runs, 1);
  assert.equal(journal.findRun('r2')?.output, rows);
  await journal.prune({ before: 5_000, keep: 0 });
  assert.equal(store.get('SELECT count(*) AS n FROM blobs')?.n, 0);
});

test('pruning gives the space back to the file system', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  for (let index = 0; index < 500; index++) {
    journal.createRun(sampleRun(`r${index}`), [sampleStep('a', 'x'.repeat(8_000))], { status: 'succeeded' });
  }
  await journal.flush();
  const before = Number(store.get('PRAGMA page_count')?.page_count);
  assert.equal((await journal.prune({ before: 5_000, keep: 0 })).runs, 500);
  assert.ok(Number(store.get('PRAGMA page_count')?.page_count) < before / 5);
  assert.equal(store.get('PRAGMA freelist_count')?.freelist_count, 0);
});

test('lists use an index, however many runs there are', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const plans: string[] = [];
  const spied = createSpyStore(store, plans);
  const reader = createSqliteJournal(spied);
  journal.createRun(sampleRun('r1'), []);
  await journal.flush();
  for (const filter of [
    {},
    { workflowId: 'orders' },
    { statuses: ['failed', 'running'] as const },
    { workflowId: 'orders', statuses: ['failed'] as const, beforeId: 'r1' },
    { parentRunId: 'r1' },
    { triggerKind: 'api', createdFrom: 5, createdTo: 9 },
    { workflowIds: ['orders', 'other'], triggerKind: 'api', createdTo: 9 },
    { parentRunId: 'r1', workflowId: 'orders', statuses: ['failed'] as const },
    { idPrefix: '01j9aaaa', statuses: ['failed'] as const },
  ]) {
    reader.listRuns({ limit: 50, ...filter });
  }
  reader.listQuestions({ limit: 50 });
  reader.listQuestions({ limit: 50, after: { runId: 'r1', path: 'a' } });
  reader.listWaits({ dueBefore: 5 });
  reader.findByKey('orders', 'k');
  reader.findWaitByToken('t');
  reader.nextDueAt('host-a');
  assert.equal(plans.length > 9, true);
  // A scan is right only where the rows come from a list of values or in the order of the primary key.
  const scans = plans.filter(
    (plan) =>
      plan.startsWith('SCAN') &&
      !/^SCAN (CONSTANT ROW$|\S+ VIRTUAL TABLE|[prs]$|kinds$|scan$|ranges$|heads$|bound$|\(subquery|runs USING COVERING INDEX runs_by_created|waits USING INDEX waits_questions|w USING INDEX waits_by_due|\d+)/.test(
        plan,
      ),
  );
  assert.deepEqual(scans, []);
});

function createSpyStore(store: Parameters<typeof createSqliteJournal>[0], plans: string[]): typeof store {
  return {
    ...store,
    writer: { ...store.writer, attach: () => undefined },
    rows(sql, parameters = []) {
      for (const row of store.all(`EXPLAIN QUERY PLAN ${sql}`, parameters)) plans.push(String(row.detail));
      return store.rows(sql, parameters);
    },
  };
}

test('a full disk stops the journal with nothing lost and nothing half written', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openTemporaryStore(t, { dataDir, maxBytes: 1_500_000 });
  const journal = createSqliteJournal(store);
  const acknowledged: string[] = [];
  let failure: unknown;
  for (let index = 0; index < 500 && failure === undefined; index++) {
    const id = `r${index}`;
    journal.createRun(sampleRun(id), [sampleStep('a', 'x'.repeat(20_000)), sampleStep('b', 1)], { status: 'running' });
    try {
      await journal.flush();
      acknowledged.push(id);
    } catch (error) {
      failure = error;
    }
  }
  assert.ok(failure instanceof AppError);
  assert.equal(failure.code, 'storage-full');
  assert.equal(journal.failure, failure);
  assert.throws(() => journal.append('r0', [sampleStep('c', 1)]), withCode('storage-full'));
  assert.throws(() => journal.createRun(sampleRun('more'), []), withCode('storage-full'));
  await assert.rejects(journal.flush(), withCode('storage-full'));
  assert.ok(acknowledged.length > 10);
  await store.close();
  const again = createSqliteJournal(await openTemporaryStore(t, { dataDir }));
  assert.deepEqual(
    again
      .listRuns({ limit: 1_000 })
      .map((run) => run.id)
      .reverse(),
    acknowledged,
  );
  for (const id of acknowledged) assert.equal([...again.read(id)].length, 2);
});

test('a database locked by another process for too long gives a clear error', async (t) => {
  const store = await openTemporaryStore(t, { busyTimeoutMs: 50 });
  const journal = createSqliteJournal(store);
  const other = new DatabaseSync(store.path);
  other.exec('BEGIN IMMEDIATE');
  await assert.rejects(store.write([{ sql: "INSERT INTO settings VALUES ('a', '1')" }]), withCode('storage-busy'));
  assert.equal(journal.failure, undefined);
  journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
  await assert.rejects(journal.flush(), withCode('storage-busy'));
  assert.throws(() => journal.append('r1', []), withCode('storage-busy'));
  other.exec('ROLLBACK');
  other.close();
});

test('a lock that goes in time is waited for', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  const other = new DatabaseSync(store.path);
  other.exec('BEGIN IMMEDIATE');
  journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
  const flushed = journal.flush();
  setTimeout(() => other.exec('ROLLBACK'), 30);
  await flushed;
  assert.equal([...journal.read('r1')].length, 1);
  other.close();
});

test('two processes with one folder: a key used by both is refused to the later one, whose other runs go on', async (t) => {
  const first = await openTemporaryStore(t);
  const second = await openTemporaryStore(t, { dataDir: first.dataDir });
  const one = createSqliteJournal(first);
  const two = createSqliteJournal(second);
  one.createRun(sampleRun('a', { idempotencyKey: 'k' }), [sampleCreated(1)]);
  two.createRun(sampleRun('b', { idempotencyKey: 'k' }), [sampleCreated(1)]);
  two.createRun(sampleRun('c'), [sampleCreated(1)]);
  const outcomes = await Promise.allSettled([one.flush(), two.flush()]);
  const [winner, loser] = outcomes[0]?.status === 'fulfilled' ? (['a', 'b'] as const) : (['b', 'a'] as const);
  const losing = loser === 'a' ? one : two;
  const rejection = outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
  assert.ok(rejection instanceof AppError && rejection.code === 'conflict');
  assert.deepEqual(rejection.data, { runIds: [loser] });
  assert.equal(losing.findRun(loser), undefined);
  assert.equal(losing.findByKey('orders', 'k'), winner);
  assert.equal(losing.failure, undefined);
  assert.throws(() => losing.append(loser, [sampleStep('x', 1)]), withCode('conflict'));
  two.append('c', [sampleStep('x', 1)]);
  await two.flush();
  assert.equal([...two.read('c')].length, 2);
});

test('a refused run with more queued tells nothing about runs queued with it before these are on disk', async (t) => {
  const first = await openTemporaryStore(t, { syncDelayMs: 50 });
  const second = await openTemporaryStore(t, { dataDir: first.dataDir });
  const old = createSqliteJournal(first);
  const next = createSqliteJournal(second);
  old.createRun(sampleRun('r1'), [sampleCreated(1)], { status: 'running' });
  await old.flush();
  await next.adopt('host-b', ['host-a']);
  old.append('r1', [sampleStep('stale', 1)]);
  const refused = assert.rejects(old.flush(), withCode('conflict'));
  await new Promise((resolve) => setImmediate(resolve));
  old.append('r1', [sampleStep('stale', 2)]);
  old.createRun(sampleRun('c'), [sampleCreated(1)]);
  await assert.rejects(old.flush(), { code: 'conflict', data: { runIds: ['r1'] } });
  assert.notEqual(old.findRun('c'), undefined);
  await refused;
});

test('a run that another process has taken over takes nothing from its old owner', async (t) => {
  const first = await openTemporaryStore(t);
  const second = await openTemporaryStore(t, { dataDir: first.dataDir });
  const old = createSqliteJournal(first);
  const next = createSqliteJournal(second);
  old.createRun(sampleRun('r1'), [sampleCreated(1)], { status: 'running' });
  old.createRun(sampleRun('mine'), [sampleCreated(1)], { status: 'running' });
  await old.flush();
  assert.deepEqual(await next.adopt('host-b', ['host-a']), ['r1', 'mine']);
  old.append('r1', [sampleStep('stale', 1)], { status: 'failed' });
  await assert.rejects(old.flush(), withCode('conflict'));
  assert.throws(() => old.append('r1', [sampleStep('stale', 2)]), withCode('conflict'));
  next.append('r1', [sampleStep('fresh', 1)]);
  await next.flush();
  assert.deepEqual(
    [...next.read('r1')].map((entry) => entry.event),
    [sampleCreated(1), sampleStep('fresh', 1)],
  );
  assert.equal(next.findRun('r1')?.status, 'running');
});

test('while a slow disk syncs, the event loop goes on and everything queued meanwhile shares the next commit', async (t) => {
  const store = await openTemporaryStore(t, { syncDelayMs: 60 });
  const journal = createSqliteJournal(store);
  let turns = 0;
  journal.createRun(sampleRun('r0'), []);
  const first = journal.flush();
  const counter = setInterval(() => turns++, 1);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const startedAt = performance.now();
  for (let index = 1; index <= 100; index++) journal.createRun(sampleRun(`r${index}`), [sampleCreated(index)]);
  await Promise.all([first, journal.flush()]);
  clearInterval(counter);
  assert.ok(performance.now() - startedAt < 1_000, 'a hundred commits would take six seconds');
  assert.ok(turns > 10, `the event loop turned ${turns} times`);
});

test('a journal row that cannot be read is reported, not skipped', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
  journal.createRun(sampleRun('r2'), [sampleStep('a', 'x'.repeat(100_000))]);
  await journal.flush();
  await store.write([
    { sql: "UPDATE journal SET events = '[{]' WHERE blobs IS NULL" },
    { sql: "UPDATE blobs SET data = x'00'" },
  ]);
  assert.throws(() => [...journal.read('r1')], withCode('storage-corrupt'));
  assert.throws(() => [...journal.read('r2')], withCode('storage-corrupt'));
});

test('a store open for reading refuses writes at once', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
  await journal.flush();
  const reader = createSqliteJournal(await openTemporaryStore(t, { dataDir: store.dataDir, readonly: true }));
  assert.equal([...reader.read('r1')].length, 1);
  assert.throws(() => reader.append('r1', []), withCode('usage-invalid'));
  await assert.rejects(reader.flush(), withCode('usage-invalid'));
  await assert.rejects(reader.adopt('x', []), withCode('usage-invalid'));
  await reader.close();
});

test('closing the store without closing the journal still writes what is queued, and ends the journal', async (t) => {
  const store = await openTemporaryStore(t);
  const journal = createSqliteJournal(store);
  journal.createRun(sampleRun('r1'), [sampleCreated(1)]);
  await store.close();
  assert.throws(() => journal.append('r1', []), withCode('shutting-down'));
  const again = createSqliteJournal(await openTemporaryStore(t, { dataDir: store.dataDir }));
  assert.equal([...again.read('r1')].length, 1);
});
