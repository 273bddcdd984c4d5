import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const sales = [
  { city: 'Oslo', shop: { id: 1 }, total: 10, tag: 'x' },
  { city: 'Rome', shop: { id: 2 }, total: '5.5', tag: 'y' },
  { city: 'Oslo', shop: { id: 1 }, total: 30, tag: 'x' },
  { city: 'Oslo', shop: { id: 3 }, total: null, tag: '' },
];
const aggregate = (inputs: JsonObject, items: readonly JsonValue[] = sales) =>
  run(createFakeContext({ items, ...inputs }));
const figure = (values: readonly JsonValue[], measure: JsonObject) => {
  const { groups } = aggregate({ measures: [{ id: 'x', field: '$', ...measure }] }, values);
  return (groups as readonly JsonObject[])[0]?.x;
};

test('groups come in the order of their first items, flat, with their measures', () => {
  const measures = [{ function: 'count' }, { id: 'revenue', function: 'sum', field: 'total' }];
  assert.deepEqual(aggregate({ groupBy: ['city'], measures }), {
    groups: [
      { city: 'Oslo', count: 3, revenue: 40 },
      { city: 'Rome', count: 1, revenue: 5.5 },
    ],
    count: 2,
    total: 4,
  });
});

test('groups are made by several fields and paths, sorted and cut', () => {
  const inputs = {
    groupBy: ['city', { field: 'shop.id', as: 'shop' }],
    sort: [
      { field: 'count', order: 'desc' },
      { field: 'shop', order: 'desc' },
    ],
    limit: 2,
  };
  assert.deepEqual(aggregate(inputs).groups, [
    { city: 'Oslo', shop: 1, count: 2 },
    { city: 'Oslo', shop: 3, count: 1 },
  ]);
});

test('without group fields all items are one group, also no items', () => {
  assert.deepEqual(aggregate({}), { groups: [{ count: 4 }], count: 1, total: 4 });
  const measures = [{ function: 'count' }, { function: 'sum', field: 'n' }, { function: 'average', field: 'n' }];
  assert.deepEqual(aggregate({ measures }, []).groups, [{ count: 0, sum_n: 0, average_n: null }]);
  assert.deepEqual(aggregate({ groupBy: ['city'] }, []).groups, []);
});

test('every figure is right', () => {
  const values = [4, '2', 2, null, '', 8];
  const expected: readonly [JsonObject, JsonValue][] = [
    [{ function: 'count' }, 4],
    [{ function: 'count_distinct' }, 4],
    [{ function: 'sum' }, 16],
    [{ function: 'average' }, 4],
    [{ function: 'min' }, 2],
    [{ function: 'max' }, 8],
    [{ function: 'median' }, 3],
    [{ function: 'percentile', percentile: 100 }, 8],
    [{ function: 'percentile', percentile: 25 }, 2],
    [{ function: 'variance' }, 8],
    [{ function: 'first' }, 4],
    [{ function: 'last' }, 8],
    [{ function: 'list' }, [4, '2', 2, 8]],
    [{ function: 'join', separator: '-' }, '4-2-2-8'],
  ];
  for (const [measure, value] of expected) assert.deepEqual(figure(values, measure), value, JSON.stringify(measure));
  assert.equal(figure([2, 4, 4, 4, 5, 5, 7, 9], { function: 'stddev' }), Math.sqrt(32 / 7));
  assert.equal(figure([1], { function: 'stddev' }), null);
  assert.deepEqual(figure(['a', 'b', 'a'], { function: 'list', distinct: true }), ['a', 'b']);
  assert.equal(figure(['2024-02-01', '2024-01-01'], { function: 'min' }), '2024-01-01');
});

test('sums are exact where plain addition is not', () => {
  assert.equal(
    figure(
      Array.from({ length: 10 }, () => 0.1),
      { function: 'sum' },
    ),
    1,
  );
  assert.equal(figure([1e16, 1, -1e16], { function: 'average' }), 1 / 3);
});

test('text that is no number fails a numeric measure, or is left out when asked', () => {
  assert.throws(() => figure([1, '1,000'], { function: 'sum' }), { code: 'data-invalid', message: /text "1,000"/ });
  const measures = [{ id: 'x', function: 'sum', field: '$' }];
  assert.deepEqual(aggregate({ measures, nonNumeric: 'skip' }, [1, '1,000', 2]).groups, [{ x: 3 }]);
  assert.throws(() => figure([1e308, 1e308], { function: 'sum' }), { code: 'data-invalid', message: /beyond/ });
});

test('group values that differ in case only may be one group', () => {
  const items = [{ k: 'A' }, { k: 'a' }, { k: null }, {}];
  assert.deepEqual(aggregate({ groupBy: ['k'], ignoreCase: true }, items).groups, [
    { k: 'A', count: 2 },
    { k: null, count: 2 },
  ]);
});

test('measures that make no sense are refused', () => {
  for (const inputs of [
    { measures: [{ function: 'sum' }] },
    { measures: [{ function: 'mode', field: 'n' }] },
    { measures: [{ function: 'percentile', field: 'n', percentile: 101 }] },
    { measures: [{ function: 'count' }, { function: 'count' }] },
    { groupBy: ['city', { field: 'shop.id', as: 'city' }] },
    { groupBy: [7] },
  ] satisfies JsonObject[]) {
    assert.throws(() => aggregate(inputs), { code: 'input-invalid' }, JSON.stringify(inputs));
  }
});

test('group names from the data cannot reach a prototype', () => {
  const { groups } = aggregate({ groupBy: [{ field: 'city', as: '__proto__' }] });
  assert.equal(JSON.stringify(groups), '[{"__proto__":"Oslo","count":3},{"__proto__":"Rome","count":1}]');
});
