import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

test('the outputs are the fields that were set', () => {
  assert.deepEqual(run(createFakeContext({ values: { n: 1, list: [1, { a: 2 }] } })), { n: 1, list: [1, { a: 2 }] });
});

test('fields come over those of the included object', () => {
  const inputs = { values: { b: 2 }, include: { a: 1, b: 1 } };
  assert.deepEqual(run(createFakeContext(inputs)), { a: 1, b: 2 });
  assert.deepEqual(run(createFakeContext({ values: {}, include: null })), {});
});

test('chosen fields of the included object are left out', () => {
  assert.deepEqual(run(createFakeContext({ values: { c: 3 }, include: { a: 1, b: 2 }, remove: ['a', 'x'] })), {
    b: 2,
    c: 3,
  });
});

test('a field called __proto__ stays a field and changes no prototype', () => {
  const values = JSON.parse('{"__proto__": {"polluted": true}}');
  const result = run(createFakeContext({ values, include: { a: 1 } }));
  assert.equal(Object.getPrototypeOf(result), Object.prototype);
  assert.equal(JSON.stringify(result), '{"a":1,"__proto__":{"polluted":true}}');
});

test('what is no object is refused', () => {
  assert.throws(() => run(createFakeContext({ values: [1] })), {
    code: 'input-invalid',
    message: /"values" must be an object, but is a list of 1/,
  });
  assert.throws(() => run(createFakeContext({ values: {}, include: 'x' })), { code: 'input-invalid' });
});
