import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRetryAfter, toResponseFailure } from './response-failure.ts';

test('Retry-After is read as seconds or date and bounded', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  assert.equal(parseRetryAfter('120', now), 120_000);
  assert.equal(parseRetryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now), 30_000);
  assert.equal(parseRetryAfter('Thu, 01 Jan 2020 00:00:30 GMT', now), 0);
  assert.equal(parseRetryAfter('9999999999', now), 86_400_000);
  assert.equal(parseRetryAfter('soon', now), undefined);
  assert.equal(parseRetryAfter(undefined, now), undefined);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = parseRetryAfter(text, now);
      assert.ok(ms === undefined || (ms >= 0 && ms <= 86_400_000));
    }),
  );
});

test('statuses that may pass are told from those that will not', () => {
  const codeOf = (status: number): string =>
    toResponseFailure({ url: new URL('http://x.test/a?key=1'), status, retryAfter: undefined, text: '' }, 0).code;
  for (const status of [408, 425, 429, 500, 502, 503, 599]) assert.equal(codeOf(status), 'response-unavailable');
  for (const status of [301, 400, 401, 403, 404, 409, 422]) assert.equal(codeOf(status), 'response-rejected');
});

test('a failure holds no more of the answer than helps', () => {
  const { message, data } = toResponseFailure(
    { url: new URL('http://x.test/a?key=1'), status: 400, retryAfter: '5', text: `  bad\n${'x'.repeat(9_000)}` },
    0,
  );
  assert.match(message, /^http:\/\/x\.test\/a\?… answered 400: bad x+/);
  assert.ok(message.length < 400);
  assert.deepEqual([String(data?.body).length, data?.retryAfterMs], [500, undefined]);
});
