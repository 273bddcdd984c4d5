import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import * as undici from 'undici';
import { createDispatcher, getDispatcher } from './dispatcher.ts';
import { toRequestFailure } from './request-failure.ts';
import { answerJson, startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await startTestServer({ '/': (_, response) => answerJson(response, 'reached', { connection: 'close' }) });
});
beforeEach(() => server.seen.splice(0));
after(() => server.close());

/** A resolver whose answers change from call to call, as an attacker's does. */
const resolveTo = (...answers: readonly (readonly string[])[]): LookupFunction => {
  let calls = 0;
  return (_, __, callback) => {
    const addresses = answers[Math.min(calls, answers.length - 1)] ?? [];
    calls++;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
};

const reach = async (
  allowedPrivate: readonly string[],
  lookup: LookupFunction,
  name = 'name.test',
): Promise<unknown> => {
  const url = new URL(`http://${name}:${server.port}/`);
  const dispatcher = createDispatcher(undici, { allowedPrivate }, lookup);
  try {
    const { body } = await dispatcher.request({ origin: url.origin, path: '/', method: 'GET' });
    return await body.json();
  } catch (thrown) {
    const failure = toRequestFailure(thrown, url, false);
    return failure instanceof Error && 'code' in failure ? failure.code : failure;
  } finally {
    await dispatcher.close();
  }
};

test('a public name that resolves to a private address is refused', async () => {
  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1', '0.0.0.0']) {
    assert.equal(await reach([], resolveTo([address])), 'address-refused', address);
  }
  assert.equal(server.seen.length, 0);
});

test('of several addresses only allowed ones are connected to', async () => {
  assert.equal(await reach(['127.0.0.1'], resolveTo(['10.0.0.1', '127.0.0.1'])), 'reached');
  assert.equal(await reach(['127.0.0.2'], resolveTo(['127.0.0.1', '10.0.0.1'])), 'address-refused');
});

test('a name that resolves elsewhere the second time is checked the second time', async () => {
  const dispatcher = createDispatcher(
    undici,
    { allowedPrivate: ['127.0.0.1'] },
    resolveTo(['127.0.0.1'], ['127.0.0.2']),
  );
  const request = { origin: `http://name.test:${server.port}`, path: '/', method: 'GET' } as const;
  const { body } = await dispatcher.request(request);
  assert.equal(await body.json(), 'reached');
  await assert.rejects(dispatcher.request(request), { code: 'address-refused' });
  assert.equal(server.seen.length, 1);
  await dispatcher.close();
});

test('names can be allowed wherever they lead, and only those', async () => {
  assert.equal(await reach(['name.test'], resolveTo(['127.0.0.1'])), 'reached');
  assert.equal(await reach(['other.test'], resolveTo(['127.0.0.1'])), 'address-refused');
  assert.equal(await reach([`name.test:${server.port}`], resolveTo(['127.0.0.1'])), 'reached');
});

test('a name without address is a failure that says so', async () => {
  assert.equal(await reach([], resolveTo([])), 'request-failed');
  const broken: LookupFunction = (_, __, callback) =>
    callback(Object.assign(new Error('gone'), { code: 'EAI_AGAIN' }), '', 0);
  assert.equal(await reach([], broken), 'request-failed');
});

test('addresses written as numbers are checked too, though nothing is looked up', async () => {
  const never: LookupFunction = () => assert.fail('looked up');
  for (const name of ['127.0.0.1', '2130706433', '0x7f000001', '[::1]', '[::ffff:127.0.0.1]']) {
    assert.equal(await reach([], never, name), 'address-refused', name);
  }
  assert.equal(await reach(['127.0.0.1'], never, '2130706433'), 'reached');
});

test('one dispatcher serves one policy, and no other', () => {
  const one = getDispatcher(undici, { allowedPrivate: ['localhost'] });
  assert.equal(getDispatcher(undici, { allowedPrivate: ['localhost'] }), one);
  assert.notEqual(getDispatcher(undici, { allowedPrivate: [] }), one);
  for (let n = 0; n < 20; n++) getDispatcher(undici, { allowedPrivate: [`host-${n}`] });
  assert.notEqual(getDispatcher(undici, { allowedPrivate: ['localhost'] }), one);
});
