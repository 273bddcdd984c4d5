import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';
import { createTokenRepository, type StoredToken } from './token-repository.ts';

const TOKEN: StoredToken = {
  id: 'a',
  name: 'CI',
  permissions: ['run:read'],
  createdAt: 1_000,
  createdBy: 'owner',
  expiresAt: undefined,
  lastUsedAt: undefined,
  revokedAt: undefined,
};
const OPTIONS = { limit: 2, forgetBefore: 0 };

test('a token is found by its hash and id, and reads as it was written', async (t) => {
  const tokens = createTokenRepository(await openTemporaryStore(t));
  const other = { ...TOKEN, id: 'b', createdAt: 2_000, expiresAt: 9_000 };
  await tokens.add({ ...TOKEN, hash: 'h1' }, OPTIONS);
  await tokens.add({ ...other, hash: 'h2' }, OPTIONS);
  assert.deepEqual(tokens.findByHash('h1'), TOKEN);
  assert.deepEqual(tokens.find('b'), other);
  assert.deepEqual(tokens.list(), [other, TOKEN]);
  assert.equal(tokens.findByHash('h3'), undefined);
});

test('the limit counts tokens that have not ended', async (t) => {
  const tokens = createTokenRepository(await openTemporaryStore(t));
  const add = (id: string, token: Partial<StoredToken> = {}) =>
    tokens.add({ ...TOKEN, ...token, id, hash: id }, OPTIONS);
  await add('a');
  await add('b', { expiresAt: 5_000 });
  await assert.rejects(add('c'), (error) => error instanceof AppError && error.code === 'limit-exceeded');
  await add('c', { createdAt: 5_000 });
  assert.equal(await tokens.revoke('a', 6_000), 'a');
  await add('d', { createdAt: 6_000 });
  assert.equal(tokens.list().length, 4);
});

test('a hash is never stored twice', async (t) => {
  const tokens = createTokenRepository(await openTemporaryStore(t));
  await tokens.add({ ...TOKEN, hash: 'h' }, OPTIONS);
  await assert.rejects(
    tokens.add({ ...TOKEN, id: 'b', hash: 'h' }, OPTIONS),
    (error) => error instanceof AppError && error.code === 'conflict',
  );
});

test('a use is noted when the last one is long enough ago, whichever process noted it', async (t) => {
  const tokens = createTokenRepository(await openTemporaryStore(t));
  await tokens.add({ ...TOKEN, hash: 'h' }, OPTIONS);
  const uses: (number | undefined)[] = [];
  for (const at of [5_000, 5_999, 6_000, 3_000]) {
    await tokens.noteUse('a', at, 1_000);
    uses.push(tokens.find('a')?.lastUsedAt);
  }
  assert.deepEqual(uses, [5_000, 5_000, 6_000, 6_000]);
});

test('revoking keeps the first time, and answers nothing for a token that is not there', async (t) => {
  const tokens = createTokenRepository(await openTemporaryStore(t));
  await tokens.add({ ...TOKEN, hash: 'h' }, OPTIONS);
  assert.equal(await tokens.revoke('a', 7_000), 'h');
  assert.equal(await tokens.revoke('a', 8_000), 'h');
  assert.equal(tokens.find('a')?.revokedAt, 7_000);
  assert.equal(await tokens.revoke('b', 8_000), undefined);
});
