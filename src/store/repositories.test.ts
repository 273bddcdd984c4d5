import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { createHostRepository } from './host-repository.ts';
import { identifyProcess, isProcessAlive } from './process-identity.ts';
import { createRequestRepository } from './request-repository.ts';
import { createSettingsRepository } from './settings-repository.ts';
import type { Store } from './store.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';

async function insertRun(store: Store, id: string, owner: string | null, status = 'running'): Promise<void> {
  const sql = `INSERT INTO runs (id, workflow_id, version, status, priority, trigger_kind, owner, created_at) VALUES (?, 'w', 1, ?, 0, 'manual', ?, 1)`;
  await store.write([{ sql, parameters: [id, status, owner] }]);
}

/** A process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('settings hold any JSON value under a name', async (t) => {
  const settings = createSettingsRepository(await openTemporaryStore(t));
  assert.equal(settings.get('a'), undefined);
  await settings.set('a', { list: [1, null] });
  await settings.set('a', { list: [2] });
  await settings.set('__proto__', false);
  assert.deepEqual(settings.get('a'), { list: [2] });
  assert.deepEqual(
    [...settings.list()],
    [
      ['__proto__', false],
      ['a', { list: [2] }],
    ],
  );
  await settings.remove('a');
  assert.equal(settings.get('a'), undefined);
});

test('a living process is alive, an ended one and a reused number are not', () => {
  const me = identifyProcess();
  assert.equal(isProcessAlive(me), true);
  assert.equal(isProcessAlive({ ...me, pid: endedPid() }), false);
  if (me.pidStart !== undefined) assert.equal(isProcessAlive({ ...me, pidStart: '1' }), false);
  assert.equal(isProcessAlive({ ...me, machine: 'elsewhere' }), undefined);
});

test('hosts whose process ended, and owners nobody knows, are dead; this one and living ones are not', async (t) => {
  const store = await openTemporaryStore(t);
  let now = 1_000;
  const hosts = createHostRepository(store, () => now);
  await hosts.register('me');
  await hosts.register('other-me');
  const { machine, pidStart } = identifyProcess();
  const insert = 'INSERT INTO hosts VALUES (?, ?, ?, ?, 1, ?)';
  await store.write([
    { sql: insert, parameters: ['ended', endedPid(), pidStart ?? null, machine, now] },
    { sql: insert, parameters: ['far-silent', 1, null, 'elsewhere', now - 500] },
    { sql: insert, parameters: ['far-alive', 1, null, 'elsewhere', now] },
    { sql: insert, parameters: ['far-future', 1, null, 'elsewhere', now + 5_000] },
  ]);
  await insertRun(store, 'r1', 'forgotten');
  await insertRun(store, 'r2', 'long-gone', 'succeeded');
  await insertRun(store, 'r3', 'me');
  assert.deepEqual([...hosts.listDead('me', 100)].sort(), ['ended', 'far-silent', 'forgotten']);
  now = 2_000;
  assert.equal(await hosts.heartbeat('me'), true);
  assert.equal(hosts.list().find((host) => host.id === 'me')?.heartbeatAt, 2_000);
  await hosts.remove(['ended', 'me']);
  assert.equal(await hosts.heartbeat('me'), false);
  assert.deepEqual(
    hosts
      .list()
      .map((host) => host.id)
      .sort(),
    ['far-alive', 'far-future', 'far-silent', 'other-me'],
  );
});

test('a request waits for the owner of its run until it is taken out', async (t) => {
  const store = await openTemporaryStore(t);
  let now = 10;
  const requests = createRequestRepository(store, () => now++);
  await insertRun(store, 'mine', 'me');
  await insertRun(store, 'theirs', 'them');
  const first = await requests.post('mine', 'cancel', { reason: 'enough' });
  const second = await requests.post('mine', 'resume', null);
  await requests.post('theirs', 'cancel', null);
  assert.deepEqual(requests.listFor('me', 10), [
    { id: first, runId: 'mine', kind: 'cancel', payload: { reason: 'enough' }, createdAt: 10 },
    { id: second, runId: 'mine', kind: 'resume', payload: null, createdAt: 11 },
  ]);
  assert.deepEqual(
    requests.listFor('me', 1).map((request) => request.id),
    [first],
  );
  await requests.remove([first]);
  assert.deepEqual([requests.isOpen(first), requests.isOpen(second)], [false, true]);
  assert.equal(await requests.removeOlder(12), 1);
  assert.deepEqual(requests.listFor('me', 10), []);
  await assert.rejects(
    requests.post('nobody', 'cancel', null),
    (error) => error instanceof AppError && error.code === 'run-not-found',
  );
});
