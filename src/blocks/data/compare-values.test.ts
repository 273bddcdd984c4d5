import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areEqual, compareScalars, createMemberTest } from './compare-values.ts';

const loose = { ignoreCase: false, convertTypes: true };
const strict = { ignoreCase: false, convertTypes: false };

test('lists and objects are equal by content, whatever the order of keys', () => {
  assert.equal(areEqual({ a: 1, b: [2] }, { b: [2], a: 1 }, strict), true);
  assert.equal(areEqual({ a: 1 }, { a: 1, b: null }, strict), false);
});

test('text that is a number equals the number only when types are converted', () => {
  assert.equal(areEqual('10', 10, loose), true);
  assert.equal(areEqual('10.0', 10, loose), true);
  assert.equal(areEqual('10', 10, strict), false);
  assert.equal(areEqual('', 0, loose), false);
  assert.equal(areEqual(null, 0, loose), false);
  assert.equal(areEqual('true', true, loose), true);
});

test('texts stay apart when they only look like the same number', () => {
  assert.equal(areEqual('007', '7', loose), false);
  assert.equal(areEqual('12345678901234567890', '12345678901234567891', loose), false);
});

test('numbers, truth values, text and dates have an order; other pairs have none', () => {
  assert.ok((compareScalars('9', 10, loose) ?? 0) < 0);
  assert.ok((compareScalars('9', '10', strict) ?? 0) > 0);
  assert.ok((compareScalars(false, true, loose) ?? 0) < 0);
  assert.ok((compareScalars('2024-01-02T00:00:00+02:00', '2024-01-01T23:00:00Z', loose) ?? 0) < 0);
  assert.equal(compareScalars('abc', 10, loose), undefined);
  assert.equal(compareScalars(undefined, 10, loose), undefined);
  assert.equal(compareScalars({ a: 1 }, { a: 1 }, loose), undefined);
});

test('case is ignored when asked', () => {
  assert.equal(compareScalars('ABC', 'abc', { ...loose, ignoreCase: true }), 0);
  assert.equal(areEqual('ABC', 'abc', { ...loose, ignoreCase: true }), true);
});

test('being one of many is being equal to one of them', () => {
  const value = fc.constantFrom(null, true, 'true', 0, 10, '10', '10.0', ' 10', '007', '7', 7, '', 'a', 'A', [1], {
    a: 1,
  });
  fc.assert(
    fc.property(
      value,
      fc.array(value, { maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      (one, many, ignoreCase, convertTypes) => {
        const comparison = { ignoreCase, convertTypes };
        const expected = many.some((member) => areEqual(one, member, comparison));
        assert.equal(createMemberTest(many, comparison)(one), expected);
      },
    ),
  );
});
