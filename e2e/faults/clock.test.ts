import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM_CLOCK } from '#hosts/embedded/clock.ts';
import type { Clock } from '#hosts/embedded/ports.ts';
import { makeDataDir, makeWaiting, makeWorkflow, open, start } from './setup.ts';

const HOUR_MS = 3_600_000;

/** The machine's clock with a wall clock that can be set. */
function createSettableClock(): Clock & { set(shiftMs: number): void } {
  let shift = 0;
  return {
    ...SYSTEM_CLOCK,
    wall: () => Date.now() + shift,
    set(shiftMs) {
      shift = shiftMs;
    },
  };
}

/** Fails at first, so that the run waits for a retry. */
const RETRYING = makeWorkflow(
  'retrying',
  [
    {
      id: 'call',
      input: { url: 'http://127.0.0.1:1/nobody-listens' },
      process: {
        block: 'network.http_request',
        retry: { maxAttempts: 2, delayMs: 300, backoff: 'fixed' },
        onError: 'continue',
      },
    },
    { id: 'report', input: { values: { n: '{{ input.n }}' } }, process: { block: 'data.set' } },
  ],
  { n: '{{ report.n }}' },
);

test('waits and retries end in time although the clock is set back an hour, and no event is earlier than the one before', {
  timeout: 30_000,
}, async (context) => {
  const clock = createSettableClock();
  const app = await open(context, { dataDir: makeDataDir(context), clock });
  await app.workflows.save(makeWaiting(300));
  await app.workflows.save(RETRYING);
  const runIds = [await start(app, 'waiting', 1), await start(app, 'retrying', 2)];
  await sleep(50);
  clock.set(-HOUR_MS);
  const records = await Promise.all(runIds.map((runId) => app.host.waitForEnd(runId)));
  assert.deepEqual(
    records.map((record) => record?.output),
    [{ n: 1 }, { n: 2 }],
  );
  for (const runId of runIds) {
    const times = [...app.journal.read(runId)].map(({ event }) => event.at);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  }
});

test('runs started after the clock was set back are listed after those before, and both end', {
  timeout: 30_000,
}, async (context) => {
  const clock = createSettableClock();
  const app = await open(context, { dataDir: makeDataDir(context), clock });
  await app.workflows.save(makeWaiting(20));
  const first = await start(app, 'waiting', 1);
  clock.set(-HOUR_MS);
  const second = await start(app, 'waiting', 2);
  for (const runId of [first, second]) assert.equal((await app.host.waitForEnd(runId))?.status, 'succeeded');
  assert.deepEqual(
    app.journal.listRuns({ limit: 10 }).map((run) => run.id),
    [second, first],
  );
});

test('a run that waits is still there after a restart with an earlier clock, and goes on when its time has come', {
  timeout: 30_000,
}, async (context) => {
  const dataDir = makeDataDir(context);
  const before = await open(context, { dataDir });
  await before.workflows.save(makeWaiting(500));
  const runId = await start(before, 'waiting', 7);
  await before.close();

  const clock = createSettableClock();
  clock.set(-HOUR_MS);
  const after = await open(context, { dataDir, clock });
  assert.equal(await after.host.recover(), 1);
  const giveUp = AbortSignal.timeout(800);
  assert.equal(await after.host.waitForEnd(runId, giveUp), undefined, 'its time has not come on this clock');
  clock.set(0);
  const record = await after.host.waitForEnd(runId);
  assert.deepEqual(record?.output, { n: 7 });
  const times = [...after.journal.read(runId)].map(({ event }) => event.at);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test('a clock that leaps ahead ends waits at once', { timeout: 30_000 }, async (context) => {
  const clock = createSettableClock();
  const app = await open(context, { dataDir: makeDataDir(context), clock });
  await app.workflows.save(makeWaiting(HOUR_MS));
  const runId = await start(app, 'waiting', 3);
  await sleep(50);
  clock.set(2 * HOUR_MS);
  assert.deepEqual((await app.host.waitForEnd(runId))?.output, { n: 3 });
});
