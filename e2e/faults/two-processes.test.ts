import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLedger } from '../crash/ledger.ts';
import { createRandom } from '../crash/random.ts';
import { ASKING, cleanUp, makeDataDir, makeWaiting, makeWorkflow, open, startOther } from './setup.ts';

test('another process answers and cancels runs this one drives, and does not take them over', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const { server, next } = await startOther(context, dataDir);
  server.send({ do: 'save', workflow: ASKING });
  await next('saved');
  for (const n of [1, 2]) server.send({ do: 'start', n, workflowId: 'asking', input: { n }, key: `k${n}` });
  const first = await next('accepted');
  const second = await next('accepted');

  const here = await open(context, { dataDir });
  assert.equal(await here.host.recover(), 0, 'runs of a living process are left to it');
  await here.host.answer(first.runId, { kind: 'answer', path: 'ask', data: { approved: true }, by: 'the other' });
  await here.host.cancel(second.runId, { by: 'the other' });
  const ended = await Promise.all([here.host.waitForEnd(first.runId), here.host.waitForEnd(second.runId)]);
  assert.deepEqual(ended[0]?.output, { by: 'the other' });
  assert.equal(ended[1]?.status, 'cancelled');
  await assert.rejects(here.host.cancel(first.runId), { code: 'run-finished' });
});

test('runs of a killed process are taken over, by one process only', { timeout: 30_000 }, async (context) => {
  const dataDir = makeDataDir(context);
  const { server, next } = await startOther(context, dataDir);
  server.send({ do: 'save', workflow: makeWaiting(1_000) });
  await next('saved');
  for (let n = 0; n < 10; n++) server.send({ do: 'start', n, workflowId: 'waiting', input: { n }, key: `k${n}` });
  const accepted = [];
  for (let n = 0; n < 10; n++) accepted.push(await next('accepted'));
  await server.kill();

  const heirs = [await open(context, { dataDir }), await open(context, { dataDir })];
  const taken = await Promise.all(heirs.map((heir) => heir.host.recover()));
  assert.equal(
    taken.reduce((sum, count) => sum + count, 0),
    10,
  );
  for (const { n, runId } of accepted) {
    const record = await heirs[0]?.host.waitForEnd(runId);
    assert.deepEqual(record?.output, { n });
    const types = heirs[0] === undefined ? [] : [...heirs[0].journal.read(runId)].map(({ event }) => event.type);
    assert.equal(types.filter((type) => type === 'run-finished').length, 1);
  }
});

test('one idempotency key starts one run, however many processes use it at once', {
  timeout: 60_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const ledger = await startLedger(createRandom(3));
  cleanUp(context, () => ledger.close());
  const { server, next } = await startOther(context, dataDir);
  const workflow = makeWorkflow(
    'booking',
    [
      {
        id: 'book',
        input: { method: 'POST', url: `${ledger.url}/book/{{ run.id }}`, body: { n: '{{ input.n }}' } },
        process: { block: 'network.http_request' },
      },
    ],
    { value: '{{ book.body.value }}' },
  );
  server.send({ do: 'save', workflow });
  await next('saved');
  const here = await open(context, { dataDir });
  const count = 40;
  const mine = [];
  for (let n = 0; n < count; n++) {
    server.send({ do: 'start', n, workflowId: 'booking', input: { n }, key: `k${n}` });
    mine.push(here.host.start({ workflowId: 'booking', input: { n }, idempotencyKey: `k${n}` }));
    // Their turns must overlap in many ways.
    await new Promise((resolve) => setTimeout(resolve, n % 5));
  }
  const theirs = new Map<number, { readonly runId: string; readonly existing: boolean }>();
  for (let n = 0; n < count; n++) {
    const accepted = await next('accepted');
    theirs.set(accepted.n, accepted);
  }
  let races = 0;
  for (const [n, started] of (await Promise.all(mine)).entries()) {
    const other = theirs.get(n);
    assert.equal(other?.runId, started.runId, `key k${n} started two runs`);
    assert.notEqual(other?.existing, started.existing, `key k${n} must have been new exactly once`);
    races += started.existing ? 1 : 0;
    const record = await here.host.waitForEnd(started.runId);
    assert.deepEqual(record?.output, { value: n * 2 + 1 });
  }
  context.diagnostic(`${races} of ${count} keys were the other process's`);
  assert.equal(here.journal.listRuns({ limit: 100 }).length, count);
  const booked = [...ledger.list()];
  assert.equal(booked.length, count, 'a refused run had an effect');
  for (const [at, entry] of booked) assert.equal(entry.count, 1, `${at} was sent ${entry.count} times`);
});
