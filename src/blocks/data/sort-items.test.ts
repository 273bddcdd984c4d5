import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { readSortKey, sortItems } from './sort-items.ts';

const sort = (items: readonly JsonValue[], ...keys: JsonObject[]) => sortItems(items, keys.map(readSortKey), 'en');

test('a column of numbers, also in text, sorts as numbers', () => {
  assert.deepEqual(sort(['10', 9, '1.5']), ['1.5', 9, '10']);
});

test('a column of ISO dates sorts by instant', () => {
  const early = '2024-01-01T12:00:00+05:00';
  const late = '2024-01-01T09:00:00Z';
  assert.deepEqual(sort([late, early]), [early, late]);
});

test('text sorts by the rules of the language, natural text by its numbers', () => {
  assert.deepEqual(sort(['b', 'Ä', 'a', 'Z']), ['a', 'Ä', 'b', 'Z']);
  assert.deepEqual(sortItems(['z', 'ä'], [], 'sv'), ['z', 'ä']);
  assert.deepEqual(sort(['file10', 'file2'], { field: '$', type: 'natural' }), ['file2', 'file10']);
});

test('mixed values sort by kind, then by value', () => {
  assert.deepEqual(sort(['b', 2, true, -10, 'a', false, [1]]), [false, true, -10, 2, 'a', 'b', [1]]);
});

test('items without the value go where asked, in either order', () => {
  const items = [{ n: null }, { n: 1 }, {}, { n: 2 }];
  assert.deepEqual(sort(items, { field: 'n', order: 'desc' }), [{ n: 2 }, { n: 1 }, { n: null }, {}]);
  assert.deepEqual(sort(items, { field: 'n', nulls: 'first' }), [{ n: null }, {}, { n: 1 }, { n: 2 }]);
});

test('further fields break ties, and what stays equal keeps its order', () => {
  const items = [
    { a: 1, b: 2, at: 0 },
    { a: 1, b: 1, at: 1 },
    { a: 0, b: 9, at: 2 },
    { a: 1, b: 1, at: 3 },
  ];
  const sorted = sort(items, { field: 'a' }, { field: 'b', order: 'desc' });
  assert.deepEqual(
    sorted.map((item) => (item as { at: number }).at),
    [2, 0, 1, 3],
  );
});

test('any list sorts to the same items, and sorting again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 1 })), (values) => {
      const items = values as JsonValue[];
      const once = sort(items);
      assert.equal(once.length, items.length);
      assert.deepEqual(new Set(once), new Set(items));
      assert.deepEqual(sort(once), once);
    }),
  );
});
