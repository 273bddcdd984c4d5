import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sumExactly } from './exact-sum.ts';

test('a tenth added ten times is one, and small values beside huge ones are kept', () => {
  assert.equal(sumExactly(Array.from({ length: 10 }, () => 0.1)), 1);
  assert.equal(sumExactly([1, 1e100, 1, -1e100]), 2);
  assert.equal(sumExactly([]), 0);
});

test('whole numbers add up as integers do', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      assert.equal(sumExactly(numbers), Number(numbers.reduce((sum, number) => sum + BigInt(number), 0n)));
    }),
  );
});

test('a sum beyond the range of numbers is infinite, not NaN', () => {
  assert.equal(sumExactly([1e308, 1e308]), Number.POSITIVE_INFINITY);
});
