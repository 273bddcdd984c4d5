import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWithinSize } from './json-size.ts';

test('small values are within the size, long text, lists, keys and nesting are not', () => {
  assert.equal(isWithinSize({ a: [1, 'x', null] }, 100), true);
  assert.equal(isWithinSize('x'.repeat(101), 100), false);
  assert.equal(isWithinSize({ a: Array.from({ length: 1_000_000 }, () => 1) }, 100), false);
  assert.equal(isWithinSize({ ['k'.repeat(200)]: 1 }, 100), false);
  assert.equal(isWithinSize(JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)), 100), false);
});
