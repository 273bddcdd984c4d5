import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const items = [
  { name: 'b', n: 1 },
  { name: 'a', n: 2 },
  { name: 'c', n: 2 },
];

test('items come in the order asked for, as many as asked for', () => {
  const by = [{ field: 'n', order: 'desc' }, { field: 'name' }];
  assert.deepEqual(run(createFakeContext({ items, by })), { items: [items[1], items[2], items[0]], count: 3 });
  assert.deepEqual(run(createFakeContext({ items, by, limit: 1 })), { items: [items[1]], count: 1 });
});

test('without fields the items themselves are compared', () => {
  assert.deepEqual(run(createFakeContext({ items: [3, 1, 2] })), { items: [1, 2, 3], count: 3 });
});

test('a hundred thousand items sort quickly', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ n: (index * 7_919) % 100_003 }));
  const startedAt = performance.now();
  assert.equal(run(createFakeContext({ items: many, by: [{ field: 'n' }] })).count, 100_000);
  assert.ok(performance.now() - startedAt < 5_000);
});

test('unknown orders, types, languages and item kinds are refused', () => {
  for (const inputs of [
    { by: [{ field: 'n', order: 'up' }] },
    { by: [{ field: 'n', type: 'x' }] },
    { locale: '!' },
    { items: {} },
    { limit: -1 },
  ]) {
    assert.throws(() => run(createFakeContext({ items, ...inputs })), { code: 'input-invalid' });
  }
});
