import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

test('whole items are compared whatever the order of their keys', () => {
  const items = [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }];
  assert.deepEqual(run(createFakeContext({ items })), {
    items: [{ a: 1, b: 2 }, { a: 1 }],
    duplicates: [{ b: 2, a: 1 }],
    count: 2,
    removed: 1,
  });
});

test('the first or the last of the same items stays, at its place', () => {
  const items = [
    { k: 1, v: 'a' },
    { k: 2, v: 'b' },
    { k: 1, v: 'c' },
  ];
  assert.deepEqual(run(createFakeContext({ items, by: ['k'] })).items, [items[0], items[1]]);
  assert.deepEqual(run(createFakeContext({ items, by: ['k'], keep: 'last' })).items, [items[1], items[2]]);
});

test('text is folded when asked, and values of different types stay apart otherwise', () => {
  const items = ['A', ' a', 'a', '7', 7];
  assert.equal(run(createFakeContext({ items })).count, 5);
  assert.equal(run(createFakeContext({ items, ignoreCase: true, trim: true })).count, 3);
  assert.equal(run(createFakeContext({ items, convertTypes: true })).count, 4);
});

test('a missing field and null are different, several fields count together', () => {
  const items = [{ a: 1 }, { a: 1, b: null }, { a: 1, b: 2 }, { a: 1, b: 2 }];
  assert.equal(run(createFakeContext({ items, by: ['a', 'b'] })).count, 3);
});

test('what is no list, or no field name, is refused', () => {
  assert.throws(() => run(createFakeContext({ items: 'x' })), { code: 'input-invalid' });
  assert.throws(() => run(createFakeContext({ items: [], by: [1] })), { code: 'input-invalid', message: /by\[0\]/ });
});
