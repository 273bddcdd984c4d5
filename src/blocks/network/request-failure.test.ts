import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { toRequestFailure } from './request-failure.ts';

const url = new URL('https://user:pw@example.com/path?key=secret');
const fail = (code: string, isEffect = false): AppError => {
  const failure = toRequestFailure(Object.assign(new Error('x'), { code }), url, isEffect);
  assert.ok(failure instanceof AppError);
  return failure;
};

test('certificates that are not trusted are told apart and not tried again', () => {
  for (const code of [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ]) {
    const failure = fail(code);
    assert.deepEqual([failure.code, failure.retry], ['request-failed', 'never']);
    assert.match(failure.message, /TLS certificate/);
  }
});

test('what was never sent may be sent again, whatever it does', () => {
  for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'])
    assert.equal(fail(code, true).retry, 'later');
  assert.equal(fail('ECONNRESET', true).retry, 'never');
  assert.equal(fail('ECONNRESET').retry, 'later');
});

test('messages hold neither credentials nor the query', () => {
  for (const code of ['ENOTFOUND', 'CERT_HAS_EXPIRED', 'UND_ERR_INVALID_ARG', 'EWHATEVER']) {
    const { message, data } = fail(code);
    assert.ok(!/pw|secret/.test(message + JSON.stringify(data)), message);
    assert.match(message, /https:\/\/example\.com\/path/);
  }
});

test('refusals come through whatever wraps them, and defects stay defects', () => {
  const refusal = new AppError('address-refused', 'no');
  assert.equal(toRequestFailure(new Error('x', { cause: refusal }), url, false), refusal);
  assert.equal(toRequestFailure(new AggregateError([new Error('a'), refusal]), url, false), refusal);
  const defect = new TypeError('undefined is not a function');
  assert.equal(toRequestFailure(defect, url, false), defect);
  const circle: Error & { cause?: unknown } = new Error('x');
  circle.cause = circle;
  assert.equal(toRequestFailure(circle, url, false), circle);
});
