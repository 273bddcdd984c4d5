import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHostRepository } from './host-repository.ts';
import { createTemporaryFolder, openTemporaryStore } from './testing/temporary-store.ts';
import { createTriggerRepository } from './trigger-repository.ts';

const NOTHING = { schedules: [], listeners: [] };

async function insertRun(
  store: Awaited<ReturnType<typeof openTemporaryStore>>,
  id: string,
  workflowId: string,
  status: string,
) {
  const sql = `INSERT INTO runs (id, workflow_id, version, status, priority, trigger_kind, created_at, finished_at) VALUES (?, ?, 1, ?, 0, 'manual', 1, ?)`;
  await store.write([{ sql, parameters: [id, workflowId, status, status === 'running' ? null : 5] }]);
}

test('what a schedule remembers stays while its times do, and goes when it does', async (t) => {
  const store = await openTemporaryStore(t);
  const triggers = createTriggerRepository(store);
  const activate = (activatedAt: number, spec: string) =>
    triggers.activate({ ...NOTHING, workflowId: 'w', version: 1, activatedAt, schedules: [{ stepId: 's', spec }] });
  await activate(100, 'hourly');
  assert.equal(triggers.findSchedule('w', 's')?.cursorAt, 100);
  await triggers.saveProgress('w', 's', { cursorAt: 150, lastAt: 150, lastRunId: 'r', queued: [140] });
  await activate(200, 'hourly');
  const kept = {
    workflowId: 'w',
    stepId: 's',
    paused: false,
    cursorAt: 150,
    lastAt: 150,
    lastRunId: 'r',
    queued: [140],
  };
  assert.deepEqual(triggers.listSchedules(), [kept]);
  await activate(300, 'daily');
  assert.deepEqual(triggers.listSchedules(), [{ ...kept, cursorAt: 300, queued: [] }]);
  await triggers.setPaused('w', 's', true, 350);
  assert.deepEqual(triggers.findSchedule('w', 's'), { ...kept, paused: true, cursorAt: 350, queued: [] });
  await triggers.activate({ ...NOTHING, workflowId: 'w', version: 2, activatedAt: 400 });
  assert.deepEqual(triggers.listSchedules(), []);
});

test('each change of what is active gives another revision, firing does not', async (t) => {
  const triggers = createTriggerRepository(await openTemporaryStore(t));
  const seen = [triggers.revision()];
  await triggers.activate({
    ...NOTHING,
    workflowId: 'w',
    version: 1,
    activatedAt: 1,
    schedules: [{ stepId: 's', spec: '' }],
  });
  seen.push(triggers.revision());
  await triggers.setPaused('w', 's', true, 1);
  seen.push(triggers.revision());
  assert.equal(await triggers.deactivate('w'), true);
  seen.push(triggers.revision());
  assert.equal(new Set(seen).size, 4);
  assert.equal(await triggers.deactivate('w'), false);
  const before = triggers.revision();
  await triggers.saveProgress('w', 's', { cursorAt: 1, lastAt: undefined, lastRunId: undefined, queued: [] });
  assert.equal(triggers.revision(), before);
});

test('the database notes ends that are listened for, in the order they came, and no others', async (t) => {
  const store = await openTemporaryStore(t);
  const triggers = createTriggerRepository(store);
  await insertRun(store, 'r0', 'a', 'failed');
  const listeners = [
    { stepId: 's', source: 'a', status: 'failed' },
    { stepId: 's', source: '', status: 'cancelled' },
  ];
  await triggers.activate({ workflowId: 'w', version: 1, activatedAt: 1, schedules: [], listeners });
  await insertRun(store, 'r1', 'a', 'running');
  await insertRun(store, 'r2', 'a', 'failed');
  await insertRun(store, 'r3', 'b', 'failed');
  await insertRun(store, 'r4', 'b', 'cancelled');
  const end = "UPDATE runs SET status = 'failed', finished_at = 9 WHERE id = ?";
  await store.write([{ sql: end, parameters: ['r1'] }]);
  await store.write([{ sql: 'UPDATE runs SET finished_at = 9 WHERE id = ?', parameters: ['r1'] }]);
  assert.deepEqual(
    triggers.listFinishedRuns(10).map(({ runId }) => runId),
    ['r2', 'r4', 'r1'],
  );
  assert.equal(triggers.listFinishedRuns(1).length, 1);
  await triggers.removeFinishedRuns(triggers.listFinishedRuns(2).map(({ id }) => id));
  assert.deepEqual(
    triggers.listFinishedRuns(10).map(({ runId }) => runId),
    ['r1'],
  );
});

test('a lease has one owner, until it is over, given up, or its owner is gone', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openTemporaryStore(t, { dataDir });
  const other = await openTemporaryStore(t, { dataDir });
  let now = 1_000_000;
  const hosts = createHostRepository(store);
  for (const id of ['a', 'b', 'c']) await hosts.register(id);
  const mine = createTriggerRepository(store, () => now);
  const theirs = createTriggerRepository(other, () => now);
  const ask = (owner: string, deadOwners: readonly string[] = []) =>
    (owner === 'a' ? mine : theirs).takeLease({ name: 'l', owner, ttlMs: 100, deadOwners });
  assert.deepEqual(await Promise.all([ask('a'), ask('a')]), [true, true]);
  assert.equal(await ask('b'), false);
  assert.equal(await ask('b', ['a']), true, 'its process is gone');
  now += 99;
  assert.equal(await ask('a'), false);
  now += 2;
  assert.equal(await ask('a'), true, 'it was over');
  now -= 10_000;
  assert.equal(await ask('b'), true, 'the clock was set back');
  await mine.releaseLease('l', 'a');
  assert.equal(await ask('c'), false, 'only its owner gives it up');
  await theirs.releaseLease('l', 'b');
  assert.equal(await ask('c'), true);
  await hosts.remove(['c']);
  assert.equal(await ask('a'), true, 'the owner was struck off');
});

test('of many that ask at the same time one gets the lease', async (t) => {
  const dataDir = createTemporaryFolder();
  const store = await openTemporaryStore(t, { dataDir });
  const other = await openTemporaryStore(t, { dataDir });
  const owners = Array.from({ length: 10 }, (_, index) => `o${index}`);
  for (const owner of owners) await createHostRepository(store).register(owner);
  const repositories = [createTriggerRepository(store), createTriggerRepository(other)];
  const got = await Promise.all(
    owners.map((owner, index) =>
      repositories[index % 2]?.takeLease({ name: 'l', owner, ttlMs: 60_000, deadOwners: [] }),
    ),
  );
  assert.equal(got.filter((one) => one === true).length, 1);
});
