import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createSessionRepository } from '#store/session-repository.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createTokenRepository } from '#store/token-repository.ts';
import { createAuthenticator } from './authenticator.ts';
import { createGuessLimiter } from './guess-limiter.ts';
import { createOwner } from './owner.ts';
import type { Principal } from './principal.ts';
import { createSecret } from './secret-text.ts';
import { createSessions } from './sessions.ts';
import { isError } from './testing/is-error.ts';
import { createTestClock } from './testing/test-clock.ts';
import { createTokenService } from './token-service.ts';

const HERE = '198.51.100.7';
const OWNER = createOwner();

async function open(t: TestContext) {
  const store = await openTemporaryStore(t);
  const clock = createTestClock();
  const warn = (message: string): never => assert.fail(message);
  const guesses = createGuessLimiter(clock.now);
  const tokens = createTokenService({ tokens: createTokenRepository(store), now: clock.now, warn });
  const sessions = createSessions({ sessions: createSessionRepository(store), guesses, now: clock.now, warn });
  const ownerToken = createSecret('flw_');
  const authenticator = createAuthenticator({ ownerToken, tokens, sessions, guesses });
  const bearer = (token: string, address = HERE) => authenticator.authenticate({ kind: 'bearer', token }, address);
  const cookie = (session: string, address = HERE) => authenticator.authenticate({ kind: 'session', session }, address);
  return { clock, tokens, sessions, ownerToken, authenticator, bearer, cookie };
}

test('each kind of credentials tells who asks', async (t) => {
  const { tokens, sessions, ownerToken, authenticator, bearer, cookie } = await open(t);
  assert.equal(await authenticator.authenticate({ kind: 'none' }, HERE), undefined);
  const trusted: Principal = { id: 'local', kind: 'system', name: 'CLI', permissions: new Set(['run:read']) };
  assert.equal(await authenticator.authenticate({ kind: 'trusted', principal: trusted }, 'local'), trusted);
  assert.equal((await bearer(ownerToken))?.kind, 'owner');
  const { token, record } = await tokens.create({ name: 'CI', permissions: ['run:read'] }, OWNER);
  assert.equal((await bearer(token))?.id, `token:${record.id}`);
  const opened = await sessions.exchange(sessions.createLoginLink().code, HERE);
  assert.equal((await cookie(opened?.session ?? ''))?.id, 'owner');
});

test('a secret of one kind does not pass for another', async (t) => {
  const { sessions, ownerToken, bearer, cookie } = await open(t);
  const link = sessions.createLoginLink();
  const opened = await sessions.exchange(link.code, HERE);
  assert.throws(() => bearer(opened?.session ?? ''), isError('unauthenticated'));
  assert.throws(() => bearer(sessions.createLoginLink().code), isError('unauthenticated'));
  assert.throws(() => cookie(ownerToken), isError('unauthenticated'));
});

test('why a token is refused is told: mistyped, unknown, expired, revoked', async (t) => {
  const { clock, tokens, bearer } = await open(t);
  const made = await tokens.create({ name: 'A', permissions: ['run:read'], expiresAt: clock.now() + 1 }, OWNER);
  const other = await tokens.create({ name: 'B', permissions: ['run:read'] }, OWNER);
  clock.advance(1);
  await tokens.revoke(other.record.id);
  assert.throws(() => bearer(made.token.slice(0, -1)), isError('unauthenticated', /mistyped or cut off/));
  assert.throws(() => bearer(createSecret('flw_')), isError('unauthenticated', /unknown here/));
  assert.throws(() => bearer(made.token), isError('unauthenticated', /expired/));
  assert.throws(() => bearer(other.token), isError('unauthenticated', /revoked/));
});

test('no message holds the secret', async (t) => {
  const { bearer, cookie } = await open(t);
  for (const attempt of [bearer, cookie]) {
    const secret = createSecret(attempt === bearer ? 'flw_' : 'flws_');
    assert.throws(
      () => attempt(secret),
      (error) => error instanceof Error && !error.message.includes(secret.slice(6)),
    );
  }
});

test('hostile tokens are refused, whatever is in them', async (t) => {
  const { bearer, cookie } = await open(t);
  let address = 0;
  const isRefused = (text: string): void => {
    assert.throws(() => bearer(text, `10.0.${address >> 8}.${address & 255}`), isError('unauthenticated'));
    assert.throws(() => cookie(text, `10.1.${address >> 8}.${address & 255}`), isError('unauthenticated'));
    address++;
  };
  for (const text of ['', 'flw_', '__proto__', 'constructor', "' OR 1=1 --", '\0'.repeat(42), 'flw_'.repeat(1_000_000)])
    isRefused(text);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), isRefused));
  fc.assert(fc.property(fc.stringMatching(/^flw_[0-9A-Za-z]{38}$/), isRefused));
});

test('eleven guesses a minute from one address are too many, but true secrets and other addresses are let in', async (t) => {
  const { clock, ownerToken, bearer } = await open(t);
  for (let guess = 0; guess < 10; guess++)
    assert.throws(() => bearer(createSecret('flw_')), isError('unauthenticated'));
  assert.throws(
    () => bearer(createSecret('flw_')),
    (error) =>
      isError('rate-limited')(error) && (error as { data?: { retryAfterMs?: number } }).data?.retryAfterMs === 6_000,
  );
  assert.equal((await bearer(ownerToken))?.id, 'owner');
  assert.throws(() => bearer(createSecret('flw_'), '198.51.100.8'), isError('unauthenticated'));
  clock.advance(6_000);
  assert.throws(() => bearer(createSecret('flw_')), isError('unauthenticated'));
  assert.throws(() => bearer(createSecret('flw_')), isError('rate-limited'));
});

test('a client that goes on with its expired token is told so, not taken for a guesser', async (t) => {
  const { clock, tokens, bearer } = await open(t);
  const { token } = await tokens.create({ name: 'Old', permissions: ['run:read'], expiresAt: clock.now() + 1 }, OWNER);
  clock.advance(1);
  for (let call = 0; call < 50; call++) assert.throws(() => bearer(token), isError('unauthenticated', /expired/));
});
