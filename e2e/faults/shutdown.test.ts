import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLedger } from '../crash/ledger.ts';
import { createRandom } from '../crash/random.ts';
import { ASKING, cleanUp, makeDataDir, makeWaiting, makeWorkflow, open, PLUS_ONE, start } from './setup.ts';

function makeCalling(url: string) {
  return makeWorkflow(
    'calling',
    [
      {
        id: 'book',
        input: { method: 'POST', url: `${url}/book/{{ run.id }}`, body: { n: '{{ input.n }}' } },
        process: { block: 'network.http_request' },
      },
    ],
    { value: '{{ book.body.value }}' },
  );
}

test('a graceful stop lets handlers finish, parks what waits, and the next start goes on with it', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const ledger = await startLedger(createRandom(1));
  cleanUp(context, () => ledger.close());
  const before = await open(context, { dataDir });
  for (const workflow of [makeCalling(ledger.url), ASKING, makeWaiting(100)]) await before.workflows.save(workflow);
  const asking = await start(before, 'asking', 1);
  const waiting = await start(before, 'waiting', 2);
  const calls = await Promise.all(Array.from({ length: 10 }, (_, n) => start(before, 'calling', n)));
  await ledger.nextRequest();
  await before.close(5_000);

  const after = await open(context, { dataDir });
  assert.ok((await after.host.recover()) >= 2, 'what waits was parked');
  for (const [n, runId] of calls.entries()) {
    assert.deepEqual((await after.host.waitForEnd(runId))?.output, { value: n * 2 + 1 });
    assert.equal(ledger.find(`POST /book/${runId}`)?.count, 1, 'a stop with time to finish leaves nothing uncertain');
  }
  assert.deepEqual((await after.host.waitForEnd(waiting))?.output, { n: 2 });
  await after.host.answer(asking, { kind: 'answer', path: 'ask', data: { approved: true }, by: 'me' });
  assert.deepEqual((await after.host.waitForEnd(asking))?.output, { by: 'me' });
});

test('a host that stops takes no more work, and says so', { timeout: 30_000 }, async (context) => {
  const app = await open(context, { dataDir: makeDataDir(context) });
  await app.workflows.save(PLUS_ONE);
  const closing = app.close(1_000);
  await assert.rejects(start(app, 'plus_one', 1), { code: 'shutting-down' });
  await closing;
  await assert.rejects(start(app, 'plus_one', 1), { code: 'shutting-down' });
});

test('a stop without time to finish leaves effects uncertain, with their evidence', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const ledger = await startLedger(createRandom(2));
  cleanUp(context, () => ledger.close());
  const before = await open(context, { dataDir });
  await before.workflows.save(makeCalling(`${ledger.url}/hold`));
  const arrived = ledger.nextRequest();
  const runId = await start(before, 'calling', 5);
  await arrived;
  await before.close(0);

  const after = await open(context, { dataDir });
  await after.host.recover();
  const uncertain = await waitForStatus(after, runId, 'uncertain');
  assert.equal(uncertain?.status, 'uncertain');
  const events = [...after.journal.read(runId)].map(({ event }) => event);
  const intent = events.find((event) => event.type === 'step-started');
  assert.ok(intent?.type === 'step-started' && intent.intent === true);
  assert.deepEqual((intent.input as { body: unknown }).body, { n: 5 });
  await after.host.answer(runId, {
    kind: 'decision',
    path: 'book',
    decision: 'succeeded',
    output: { body: { value: 11 } },
  });
  assert.deepEqual((await after.host.waitForEnd(runId))?.output, { value: 11 });
  assert.equal(ledger.find(`POST /hold/book/${runId}`)?.count, 1);
});

async function waitForStatus(app: Awaited<ReturnType<typeof open>>, runId: string, status: string) {
  const found = () => app.journal.findRun(runId);
  for (let left = 200; left > 0 && found()?.status !== status; left--)
    await app.host.waitForEnd(runId, AbortSignal.timeout(20));
  return found();
}
