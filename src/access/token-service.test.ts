import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Store } from '#store/store.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createTokenRepository, type TokenRepository } from '#store/token-repository.ts';
import { createOwner } from './owner.ts';
import type { Permission } from './permission.ts';
import type { Principal } from './principal.ts';
import { toSecretHash } from './secret-text.ts';
import { isError } from './testing/is-error.ts';
import { createTestClock } from './testing/test-clock.ts';
import { createTokenService } from './token-service.ts';

const OWNER = createOwner();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

async function open(t: TestContext, change: (tokens: TokenRepository) => TokenRepository = (tokens) => tokens) {
  const store = await openTemporaryStore(t);
  const clock = createTestClock();
  const warnings: string[] = [];
  const counted = { lookups: 0, notes: 0 };
  const repository = createTokenRepository(store);
  const tokens = createTokenService({
    tokens: change({
      ...repository,
      findByHash(hash) {
        counted.lookups++;
        return repository.findByHash(hash);
      },
      noteUse(...use) {
        counted.notes++;
        return repository.noteUse(...use);
      },
    }),
    now: clock.now,
    warn: (message) => void warnings.push(message),
  });
  const recognise = (token: string) => tokens.recognise(toSecretHash(token));
  return { store, clock, warnings, counted, tokens, recognise };
}

/** Writes go through one queue: when this one is done, so are those before. */
async function settle(store: Store): Promise<void> {
  await store.write([{ sql: 'SELECT 1' }]);
}

const withPermissions = (...permissions: Permission[]): Principal => ({
  id: 'token:maker',
  kind: 'token',
  name: 'the token "Maker"',
  permissions: new Set(permissions),
});

test('a token is told once, stored as a hash only, and recognised with its permissions', async (t) => {
  const { store, tokens, recognise } = await open(t);
  const { token, record } = await tokens.create(
    { name: ' CI ', permissions: ['run:start', 'run:read', 'run:read'] },
    OWNER,
  );
  assert.match(token, /^flw_[0-9A-Za-z]{38}$/);
  assert.deepEqual([record.name, record.permissions, record.createdBy], ['CI', ['run:read', 'run:start'], 'owner']);
  const stored = JSON.stringify(store.all('SELECT * FROM api_tokens'));
  assert.equal(stored.includes(token.slice(4)), false);
  assert.equal(stored.includes(toSecretHash(token)), true);
  const principal = recognise(token);
  assert.deepEqual(
    [principal?.id, principal?.kind, [...(principal?.permissions ?? [])]],
    [`token:${record.id}`, 'token', ['run:read', 'run:start']],
  );
  assert.deepEqual(tokens.list(), [record]);
});

test('a token that was never made is unknown', async (t) => {
  const { tokens } = await open(t);
  assert.equal(tokens.recognise(toSecretHash('flw_never')), undefined);
  assert.equal(tokens.recognise('__proto__'), undefined);
});

test('nobody makes a token that may do more than he', async (t) => {
  const { tokens } = await open(t);
  const maker = withPermissions('token:manage', 'run:read');
  const made = await tokens.create({ name: 'Less', permissions: ['run:read'] }, maker);
  assert.equal(made.record.createdBy, 'token:maker');
  await assert.rejects(
    tokens.create({ name: 'More', permissions: ['run:read', 'run:start', 'audit:read'] }, maker),
    isError('forbidden', /run:start, audit:read/),
  );
  assert.equal(tokens.list().length, 1);
});

test('a token made with an expiring one expires with it at the latest', async (t) => {
  const { clock, tokens, recognise } = await open(t);
  const end = clock.now() + DAY_MS;
  const maker = await tokens.create({ name: 'Maker', permissions: ['token:manage'], expiresAt: end }, OWNER);
  const principal = recognise(maker.token) ?? OWNER;
  const request = { name: 'Made', permissions: ['token:manage'] as const };
  assert.equal((await tokens.create(request, principal)).record.expiresAt, end);
  assert.equal((await tokens.create({ ...request, expiresAt: end - 1 }, principal)).record.expiresAt, end - 1);
  await assert.rejects(tokens.create({ ...request, expiresAt: end + 1 }, principal), isError('forbidden', /outlive/));
});

test('requests that make no sense are refused', async (t) => {
  const { clock, tokens } = await open(t);
  const permissions = ['run:read'] as const;
  for (const name of ['', '   ', 'x'.repeat(101), 'a\nb', 'a\0', '\ud800'])
    await assert.rejects(tokens.create({ name, permissions }, OWNER), isError('input-invalid', /name/));
  for (const expiresAt of [0, clock.now(), Number.NaN, Number.POSITIVE_INFINITY, clock.now() + 0.5, 9e15])
    await assert.rejects(
      tokens.create({ name: 'x', permissions, expiresAt }, OWNER),
      isError('input-invalid', /future/),
    );
  await assert.rejects(tokens.create({ name: 'x', permissions: [] }, OWNER), isError('input-invalid', /no use/));
  for (const permission of ['run:everything', '__proto__', 'toString']) {
    const unknown = [permission as Permission];
    await assert.rejects(
      tokens.create({ name: 'x', permissions: unknown }, OWNER),
      isError('input-invalid', /no permission/),
    );
  }
  assert.deepEqual(tokens.list(), []);
});

test('an expired token is told from an unknown one, also when it was just used', async (t) => {
  const { clock, tokens, recognise } = await open(t);
  const { token } = await tokens.create(
    { name: 'Short', permissions: ['run:read'], expiresAt: clock.now() + 1_000 },
    OWNER,
  );
  clock.advance(999);
  assert.notEqual(recognise(token), undefined);
  clock.advance(1);
  assert.throws(() => recognise(token), isError('unauthenticated', /"Short" expired 2026-05-01T12:00:01/));
});

test('a revoked token is refused from that moment, and revoking again changes nothing', async (t) => {
  const { clock, tokens, recognise } = await open(t);
  const { token, record } = await tokens.create({ name: 'Gone', permissions: ['run:read'] }, OWNER);
  assert.notEqual(recognise(token), undefined);
  const revoked = await tokens.revoke(record.id);
  assert.equal(revoked.revokedAt, clock.now());
  assert.throws(() => recognise(token), isError('unauthenticated', /"Gone" was revoked/));
  clock.advance(MINUTE_MS);
  assert.equal((await tokens.revoke(record.id)).revokedAt, revoked.revokedAt);
  await assert.rejects(tokens.revoke('nothing'), isError('token-not-found'));
  await assert.rejects(tokens.revoke("' OR 1=1 --"), isError('token-not-found'));
});

test("another process's revocation is noticed after five seconds", async (t) => {
  const { store, clock, tokens, recognise } = await open(t);
  const { token, record } = await tokens.create({ name: 'Shared', permissions: ['run:read'] }, OWNER);
  recognise(token);
  await createTokenRepository(store).revoke(record.id, clock.now());
  clock.advance(4_999);
  assert.notEqual(recognise(token), undefined);
  clock.advance(1);
  assert.throws(() => recognise(token), isError('unauthenticated', /revoked/));
});

test('a token in use is looked up once in five seconds, also when the clock is set back', async (t) => {
  const { clock, counted, tokens, recognise } = await open(t);
  const { token } = await tokens.create({ name: 'Busy', permissions: ['run:read'] }, OWNER);
  for (let call = 0; call < 100; call++) recognise(token);
  assert.equal(counted.lookups, 1);
  clock.advance(-DAY_MS);
  recognise(token);
  assert.equal(counted.lookups, 2);
});

test('the last use is noted, at most once a minute', async (t) => {
  const { store, clock, counted, tokens, recognise } = await open(t);
  const { token } = await tokens.create({ name: 'Used', permissions: ['run:read'] }, OWNER);
  const lastUse = async (): Promise<number | undefined> => {
    await settle(store);
    return tokens.list()[0]?.lastUsedAt;
  };
  assert.equal(await lastUse(), undefined);
  recognise(token);
  const first = clock.now();
  assert.equal(await lastUse(), first);
  for (let second = 0; second < 59; second++) {
    clock.advance(1_000);
    recognise(token);
  }
  assert.equal(await lastUse(), first);
  clock.advance(1_000);
  recognise(token);
  assert.equal(await lastUse(), first + MINUTE_MS);
  assert.equal(counted.notes, 2, 'nothing is written in between');
});

test('a last use that cannot be noted is reported, and the caller is let in', async (t) => {
  const { store, warnings, tokens, recognise } = await open(t, (repository) => ({
    ...repository,
    noteUse: () => Promise.reject(new Error('no disk')),
  }));
  const { token } = await tokens.create({ name: 'Used', permissions: ['run:read'] }, OWNER);
  assert.notEqual(recognise(token), undefined);
  await settle(store);
  assert.deepEqual(warnings, ['The last use of an API token was not noted: Error: no disk']);
});

test('permissions this version does not know give nothing', async (t) => {
  const { store, tokens, recognise } = await open(t);
  const { token } = await tokens.create({ name: 'Newer', permissions: ['run:read'] }, OWNER);
  await store.write([{ sql: `UPDATE api_tokens SET permissions = '["run:read","run:teleport","__proto__"]'` }]);
  assert.deepEqual([...(recognise(token)?.permissions ?? [])], ['run:read']);
});

test('there are at most a thousand live tokens, and ended ones go after 90 days', async (t) => {
  const { store, clock, tokens } = await open(t);
  const request = { name: 'x', permissions: ['run:read'] as const, expiresAt: clock.now() + DAY_MS };
  await Promise.all(Array.from({ length: 1_000 }, () => tokens.create(request, OWNER)));
  await assert.rejects(tokens.create(request, OWNER), isError('limit-exceeded', /1000 API tokens/));
  clock.advance(DAY_MS);
  await tokens.create({ name: 'y', permissions: ['run:read'] }, OWNER);
  assert.equal(tokens.list().length, 1_001);
  clock.advance(90 * DAY_MS + 1);
  await tokens.create({ name: 'z', permissions: ['run:read'] }, OWNER);
  assert.deepEqual(
    tokens.list().map(({ name }) => name),
    ['z', 'y'],
  );
  assert.equal(store.get('SELECT count(*) AS n FROM api_tokens')?.n, 2);
});
