import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { assertSafeBind } from './bind-check.ts';
import { createHostCheck } from './host-check.ts';
import { createOriginCheck } from './origin-check.ts';
import { toErrorHeaders, toPublicError } from './public-error.ts';
import { toRequestId } from './request-id.ts';
import { readCookie, toEndedCookie, toSessionCookie } from './session-cookie.ts';

const isCode = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

test('loopback needs no token made before, any other address does', () => {
  for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]']) assertSafeBind({ host, hasToken: false });
  for (const host of ['0.0.0.0', '::', '192.168.1.5', 'example.org', '127.evil.example', '']) {
    assert.throws(() => assertSafeBind({ host, hasToken: false }), isCode('config-invalid'), host);
    assertSafeBind({ host, hasToken: true });
  }
});

test('on loopback only names and addresses of this machine are taken, whatever the port', () => {
  const check = createHostCheck({ host: '127.0.0.1', allowedHosts: ['flow.example'] });
  for (const host of [
    '127.0.0.1',
    '127.0.0.1:4680',
    'localhost:99',
    'LOCALHOST',
    '[::1]:4680',
    'flow.example:8443',
    'flow.example.',
  ]) {
    check(host);
  }
  for (const host of [
    undefined,
    '',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.1.5',
    'localhost:4680@evil.example',
    'localhost/evil',
    '[::1].evil.example',
    '127.0.0.1:99999999',
    'evil.example#localhost',
  ]) {
    assert.throws(() => check(host), isCode('address-refused'), String(host));
  }
});

test('a server others reach also goes by plain addresses, but by no unknown name', () => {
  const check = createHostCheck({ host: '0.0.0.0', allowedHosts: [] });
  check('192.168.1.5:4680');
  check('[fd00::1]:4680');
  assert.throws(() => check('evil.example'), isCode('address-refused'));
});

test('other sites can make a browser neither change anything nor use the cookie', () => {
  const check = createOriginCheck(new Set(['https://friend.example']), 'https://flow.example');
  const host = '127.0.0.1:4680';
  const own = `http://${host}`;
  const cookie = 'flowright_session=x';
  check('POST', { host });
  check('POST', { host, origin: own });
  check('POST', { host, origin: own, cookie });
  check('POST', { host: 'flow.example', origin: 'https://flow.example', cookie });
  check('POST', { host, origin: 'https://friend.example' });
  check('GET', { host, origin: 'https://evil.example' });
  check('GET', { host, cookie });
  check('GET', { host, cookie, 'sec-fetch-site': 'same-origin' });
  check('GET', { host, cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' });
  check('POST', { host, cookie, 'sec-fetch-site': 'same-origin' });
  const refused: readonly [string, Record<string, string>][] = [
    ['POST', { origin: 'https://evil.example' }],
    ['POST', { origin: 'null' }],
    ['POST', { origin: 'http://127.0.0.1:9999' }],
    ['POST', { origin: 'http://127.0.0.1:4680.evil.example' }],
    ['POST', { 'sec-fetch-site': 'cross-site' }],
    ['POST', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }],
    ['POST', { cookie }],
    ['DELETE', { cookie, origin: 'https://friend.example' }],
    ['GET', { cookie, origin: 'https://friend.example' }],
    ['GET', { cookie, origin: 'https://evil.example' }],
    ['GET', { cookie, 'sec-fetch-site': 'cross-site' }],
    ['GET', { cookie, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ];
  for (const [method, headers] of refused) {
    assert.throws(
      () => check(method, { host, ...headers }),
      isCode('forbidden'),
      `${method} ${JSON.stringify(headers)}`,
    );
  }
});

test('a request keeps a sane id of its own and gets another one otherwise', () => {
  assert.equal(toRequestId('trace-1234:5'), 'trace-1234:5');
  for (const bad of [
    undefined,
    '',
    'short',
    'x'.repeat(65),
    'has space in it',
    'line\nbreak-here',
    ['a-long-id', 'another-id'],
  ]) {
    assert.match(toRequestId(bad), /^[0-9a-f-]{36}$/);
  }
});

test('the session cookie is read back, over https by its strict name, and nothing else is', () => {
  const session = 'flws_0123456789abcdefghij';
  const plain = toSessionCookie(session, { https: false, maxAgeMs: 60_000 });
  assert.match(plain, /HttpOnly; SameSite=Strict; Max-Age=60$/);
  assert.equal(readCookie(plain.split(';')[0]), session);
  const secure = toSessionCookie(session, { https: true, maxAgeMs: 60_000 });
  assert.match(secure, /^__Host-.*; Secure$/);
  assert.equal(readCookie(`flowright_session=another_0123456789; ${secure.split(';')[0]}`), session);
  assert.equal(readCookie('flowright_session=short; flowright_session=spaces in it 0123456789; x; ='), undefined);
  assert.match(toEndedCookie({ https: false }), /Max-Age=0/);
});

test('failures of this machine are told without its words', () => {
  const shown = toPublicError(new AppError('storage-failed', 'EIO at /var/lib/flowright/data.sqlite'), 'request-1');
  assert.equal(shown.error.code, 'storage-failed');
  assert.doesNotMatch(shown.error.message, /var|sqlite/);
  assert.ok(shown.report);
  for (const thrown of [new Error('secret'), 'secret', undefined, null, new AppError('handler-failed', 'secret')]) {
    const { error, report } = toPublicError(thrown, 'request-1');
    assert.equal(error.code, 'internal');
    assert.deepEqual(error.data, { requestId: 'request-1' });
    assert.doesNotMatch(error.message, /secret/);
    assert.ok(report);
  }
});

test('errors that pass say when to come back, in whole seconds', () => {
  const later = new AppError('rate-limited', 'Wait.', { data: { retryAfterMs: 1_200 } });
  assert.deepEqual(toErrorHeaders(later), { 'retry-after': '2' });
  assert.deepEqual(toErrorHeaders(new AppError('queue-full', 'Wait.')), { 'retry-after': '1' });
  assert.deepEqual(toErrorHeaders(new AppError('not-found', 'No.')), {});
});
