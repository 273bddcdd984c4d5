import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSessionRepository, type StoredSession } from './session-repository.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';

const SESSION: StoredSession = {
  id: 'a',
  principalId: 'owner',
  address: '127.0.0.1',
  createdAt: 1_000,
  lastUsedAt: 1_000,
  expiresAt: 9_000,
};

test('a session is found by its hash, made to hold longer, never shorter, and removed', async (t) => {
  const sessions = createSessionRepository(await openTemporaryStore(t));
  await sessions.add({ ...SESSION, hash: 'h' }, { limit: 10, forgetBefore: 0 });
  assert.deepEqual(sessions.findByHash('h'), SESSION);
  await sessions.extend('a', 2_000, 10_000);
  await sessions.extend('a', 1_500, 9_500);
  assert.deepEqual(sessions.list(), [{ ...SESSION, lastUsedAt: 2_000, expiresAt: 10_000 }]);
  assert.equal(await sessions.remove('a'), 'h');
  assert.equal(await sessions.remove('a'), undefined);
  assert.equal(sessions.findByHash('h'), undefined);
});

test('a new session pushes out expired ones, and those not used longest beyond the limit', async (t) => {
  const sessions = createSessionRepository(await openTemporaryStore(t));
  const add = (id: string, lastUsedAt: number, expiresAt: number, forgetBefore = 0) =>
    sessions.add({ ...SESSION, id, hash: id, lastUsedAt, expiresAt }, { limit: 2, forgetBefore });
  await add('a', 10, 100);
  await add('b', 30, 300);
  await add('c', 20, 200);
  assert.deepEqual(
    sessions.list().map(({ id }) => id),
    ['b', 'c'],
  );
  await add('d', 40, 400, 250);
  assert.deepEqual(
    sessions.list().map(({ id }) => id),
    ['d', 'b'],
  );
});
