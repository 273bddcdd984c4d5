import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import descriptor from './block.json' with { type: 'json' };
import { OPERATORS } from './condition.ts';
import { run } from './run.ts';

const filter = async (items: readonly JsonValue[], inputs: JsonObject) =>
  await run(createFakeContext({ items, ...inputs }));

/** Which of the values satisfy one condition on themselves. */
const kept = async (values: readonly JsonValue[], operator: string, value?: JsonValue, more: JsonObject = {}) => {
  const condition = { field: '$', operator, ...(value === undefined ? {} : { value }) };
  return ((await filter(values, { conditions: [condition], ...more })) as JsonObject).items;
};

test('items are kept or rejected, in their order', async () => {
  const items = [{ n: 3 }, { n: 1 }, { n: 2 }];
  assert.deepEqual(await filter(items, { conditions: [{ field: 'n', operator: 'greater', value: 1 }] }), {
    items: [{ n: 3 }, { n: 2 }],
    rejected: [{ n: 1 }],
    count: 2,
  });
});

test('all conditions must hold, or any', async () => {
  const items = [
    { a: 1, b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 2 },
  ];
  const conditions = [
    { field: 'a', operator: 'equals', value: 1 },
    { field: 'b', operator: 'equals', value: 1 },
  ];
  assert.equal((await filter(items, { conditions })).count, 1);
  assert.equal((await filter(items, { conditions, combine: 'any' })).count, 2);
});

test('every operator keeps what it should', async () => {
  assert.deepEqual(await kept([1, '1', 2], 'equals', 1), [1, '1']);
  assert.deepEqual(await kept([1, '1', 2], 'equals', 1, { convertTypes: false }), [1]);
  assert.deepEqual(await kept([1, '1', 2, null], 'not_equals', 1), [2, null]);
  assert.deepEqual(await kept([1, 2, '10', 'x', null], 'greater', 1), [2, '10']);
  assert.deepEqual(await kept([1, 2, 3], 'greater_or_equal', 2), [2, 3]);
  assert.deepEqual(await kept(['2024-01-01', '2024-02-01', 'soon'], 'less', '2024-01-15T00:00:00Z'), ['2024-01-01']);
  assert.deepEqual(await kept([1, 2, 3], 'less_or_equal', 2), [1, 2]);
  assert.deepEqual(await kept([1, 2, 3, 4], 'between', [2, 3]), [2, 3]);
  assert.deepEqual(await kept(['a', 'b', 'c'], 'in', ['a', 'c']), ['a', 'c']);
  assert.deepEqual(await kept(['a', 'b', 1], 'in', 'a, 1'), ['a', 1]);
  assert.deepEqual(await kept(['a', 'b'], 'not_in', ['a']), ['b']);
  assert.deepEqual(await kept(['abc', ['b'], { b: 1 }, 'x', null], 'contains', 'b'), ['abc', ['b'], { b: 1 }]);
  assert.deepEqual(await kept(['abc', 'x'], 'not_contains', 'b'), ['x']);
  assert.deepEqual(await kept(['abc', 'xab'], 'starts_with', 'ab'), ['abc']);
  assert.deepEqual(await kept(['abc', 'xab'], 'ends_with', 'ab'), ['xab']);
  assert.deepEqual(await kept(['a1', 'b', 12], 'matches', '\\d$'), ['a1', 12]);
  assert.deepEqual(await kept(['a1', 'b'], 'not_matches', '\\d'), ['b']);
  assert.deepEqual(await kept(['', ' ', null, [], {}, 0, false, 'x'], 'is_empty'), ['', ' ', null, [], {}]);
  assert.deepEqual(await kept(['', 0, false, 'x'], 'is_not_empty'), [0, false, 'x']);
  assert.deepEqual(await kept([true, 'true', false], 'is_true'), [true, 'true']);
  assert.deepEqual(await kept([true, false, null], 'is_false'), [false]);
  const items = [{ a: 1 }, { a: null }, {}];
  assert.deepEqual((await filter(items, { conditions: [{ field: 'a', operator: 'exists' }] })).items, [{ a: 1 }]);
  assert.deepEqual((await filter(items, { conditions: [{ field: 'a', operator: 'not_exists' }] })).count, 2);
});

test('the descriptor offers the operators there are', () => {
  const conditions = descriptor.inputs.find(({ id }) => id === 'conditions');
  assert.deepEqual(
    conditions?.schema &&
      'items' in conditions.schema &&
      JSON.stringify(conditions.schema.items?.properties?.operator?.enum),
    JSON.stringify(OPERATORS),
  );
});

test('case is ignored for all conditions or for one', async () => {
  assert.deepEqual(await kept(['Ab', 'x'], 'equals', 'aB', { ignoreCase: true }), ['Ab']);
  assert.deepEqual(await kept(['Ab', 'x'], 'matches', '^ab$', { ignoreCase: true }), ['Ab']);
  const conditions = [{ field: '$', operator: 'starts_with', value: 'A', ignoreCase: true }];
  assert.equal((await filter(['abc'], { conditions })).count, 1);
});

test('an expression sees the fields of each item and its place', async () => {
  const items = [{ n: 1 }, { n: 5 }, { n: 9 }];
  assert.deepEqual((await filter(items, { expression: 'n > 3' })).items, [{ n: 5 }, { n: 9 }]);
  assert.deepEqual((await filter(items, { expression: '$index = 0 or missing' })).items, [{ n: 1 }]);
  const conditions = [{ field: 'n', operator: 'less', value: 9 }];
  assert.deepEqual((await filter(items, { expression: 'n > 3', conditions })).items, [{ n: 5 }]);
  assert.equal((await filter(items, { expression: 'n > 8', conditions, combine: 'any' })).count, 3);
});

test('a cancelled step stops between items', async () => {
  const reason = new Error('cancelled');
  const context = createFakeContext({ items: [1, 2], expression: 'true' }, { signal: AbortSignal.abort(reason) });
  await assert.rejects(async () => run(context), reason);
});

test('conditions that make no sense are refused', async () => {
  await assert.rejects(filter([1], {}), { code: 'input-invalid', message: /nothing to filter by/ });
  await assert.rejects(filter([1], { expression: 'n >' }), { code: 'expression-invalid' });
  for (const [operator, value] of [
    ['between', [1]],
    ['in', ''],
    ['matches', 1],
    ['greater', {}],
    ['like', 'x'],
  ] as const) {
    await assert.rejects(kept([1], operator, value), { code: 'input-invalid' }, operator);
  }
  await assert.rejects(filter([1], { conditions: ['x'] }), { code: 'input-invalid', message: /conditions\[0\]/ });
});

test('a broken pattern is refused', async () => {
  await assert.rejects(kept(['a'], 'matches', '('), { code: 'data-invalid', message: /regular expression/ });
});

test('hostile patterns and names do no harm', async () => {
  assert.deepEqual(await kept([`${'a'.repeat(20_000)}b`], 'matches', '^(a+)+$'), []);
  const conditions = [
    { field: 'constructor.name', operator: 'exists' },
    { field: '__proto__', operator: 'exists' },
  ];
  assert.equal((await filter([{}], { conditions, combine: 'any' })).count, 0);
});
