import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createSessionRepository } from '#store/session-repository.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { createGuessLimiter } from './guess-limiter.ts';
import { createSecret, toSecretHash } from './secret-text.ts';
import { createSessions } from './sessions.ts';
import { isError } from './testing/is-error.ts';
import { createTestClock } from './testing/test-clock.ts';

const ADDRESS = '127.0.0.1';
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

async function open(t: TestContext) {
  const store = await openTemporaryStore(t);
  const clock = createTestClock();
  const warnings: string[] = [];
  const repository = createSessionRepository(store);
  const sessions = createSessions({
    sessions: repository,
    guesses: createGuessLimiter(clock.now),
    now: clock.now,
    warn: (message) => void warnings.push(message),
  });
  const recognise = (session: string) => sessions.recognise(toSecretHash(session));
  const login = async () => {
    const opened = await sessions.exchange(sessions.createLoginLink().code, ADDRESS);
    assert.ok(opened !== undefined);
    return opened;
  };
  const settle = () => store.write([{ sql: 'SELECT 1' }]);
  return { store, clock, warnings, repository, sessions, recognise, login, settle };
}

test('a link opens one session of the owner, of which only a hash is stored', async (t) => {
  const { store, clock, sessions, recognise } = await open(t);
  const link = sessions.createLoginLink();
  assert.equal(link.expiresAt, clock.now() + 10 * MINUTE_MS);
  const opened = await sessions.exchange(link.code, ADDRESS);
  assert.match(opened?.session ?? '', /^flws_[0-9A-Za-z]{38}$/);
  assert.equal(recognise(opened?.session ?? '')?.id, 'owner');
  assert.equal(await sessions.exchange(link.code, ADDRESS), undefined, 'a second use opens nothing');
  const stored = JSON.stringify(store.all('SELECT * FROM sessions'));
  assert.equal(stored.includes(opened?.session.slice(5) ?? ''), false);
  assert.deepEqual(
    sessions.list().map(({ principalId, address }) => [principalId, address]),
    [['owner', ADDRESS]],
  );
});

test('two uses of a link at the same moment open one session', async (t) => {
  const { sessions } = await open(t);
  const { code } = sessions.createLoginLink();
  const opened = await Promise.all([sessions.exchange(code, ADDRESS), sessions.exchange(code, ADDRESS)]);
  assert.equal(opened.filter((one) => one !== undefined).length, 1);
  assert.equal(sessions.list().length, 1);
});

test('a link ends after ten minutes, and when twenty newer ones were made', async (t) => {
  const { clock, sessions } = await open(t);
  const late = sessions.createLoginLink();
  clock.advance(10 * MINUTE_MS);
  assert.equal(await sessions.exchange(late.code, ADDRESS), undefined);
  const first = sessions.createLoginLink();
  const others = Array.from({ length: 20 }, () => sessions.createLoginLink());
  assert.equal(await sessions.exchange(first.code, ADDRESS), undefined);
  for (const { code } of others) assert.notEqual(await sessions.exchange(code, ADDRESS), undefined);
});

test('made-up codes open nothing, and too many of them are refused', async (t) => {
  const { clock, sessions } = await open(t);
  const codes = ['', '__proto__', 'x'.repeat(1_000_000), createSecret('flw_'), createSecret('flwc_')];
  for (const code of [...codes, ...codes]) assert.equal(await sessions.exchange(code, ADDRESS), undefined);
  await assert.rejects(sessions.exchange('x', ADDRESS), isError('rate-limited'));
  assert.notEqual(await sessions.exchange(sessions.createLoginLink().code, ADDRESS), undefined, 'a true one is let in');
  clock.advance(6_000);
  assert.equal(await sessions.exchange('x', ADDRESS), undefined);
});

test('a session that is used goes on, and ends thirty days after its last use', async (t) => {
  const { clock, recognise, login, sessions, settle } = await open(t);
  const { session } = await login();
  for (let day = 0; day < 60; day += 20) {
    clock.advance(20 * DAY_MS);
    assert.equal(recognise(session)?.id, 'owner');
    await settle();
  }
  assert.equal(await sessions.isOpen(session), true);
  clock.advance(30 * DAY_MS);
  assert.equal(await sessions.isOpen(session), false);
  assert.throws(() => recognise(session), isError('unauthenticated', /expired/));
});

test('the end of a session moves once an hour at most', async (t) => {
  const { clock, repository, recognise, login, settle } = await open(t);
  const { session } = await login();
  const end = repository.list()[0]?.expiresAt ?? 0;
  clock.advance(HOUR_MS - 1);
  recognise(session);
  await settle();
  assert.equal(repository.list()[0]?.expiresAt, end);
  clock.advance(1);
  recognise(session);
  await settle();
  assert.equal(repository.list()[0]?.expiresAt, end + HOUR_MS);
});

test('an ended session is refused from that moment, and so are all of them after endAll', async (t) => {
  const { sessions, recognise, login } = await open(t);
  const [one, two, three] = [await login(), await login(), await login()];
  for (const { session } of [one, two, three]) recognise(session);
  await sessions.end(one.session);
  await sessions.end(one.session);
  await sessions.end('nonsense');
  assert.equal(recognise(one.session), undefined);
  assert.notEqual(recognise(two.session), undefined);
  await sessions.endAll();
  assert.equal(recognise(two.session), undefined);
  assert.equal(recognise(three.session), undefined);
  assert.deepEqual(sessions.list(), []);
});

test('the browser keeps the cookie longer than the session holds unused', async (t) => {
  const { login } = await open(t);
  assert.ok((await login()).maxAgeMs > 30 * DAY_MS);
});

test('a session of somebody this version does not know opens nothing', async (t) => {
  const { store, sessions, recognise, login } = await open(t);
  const { session } = await login();
  await store.write([{ sql: `UPDATE sessions SET principal_id = 'user:7'` }]);
  assert.equal(recognise(session), undefined);
  assert.equal(await sessions.isOpen(session), false);
});

test('a thousand sessions are kept at most, those used last', async (t) => {
  const { clock, sessions, recognise, login } = await open(t);
  const first = await login();
  for (let batch = 0; batch < 50; batch++) {
    clock.advance(1);
    await Promise.all(Array.from({ length: 20 }, login));
  }
  assert.equal(sessions.list().length, 1_000);
  assert.equal(recognise(first.session), undefined);
});
