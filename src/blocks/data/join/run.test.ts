import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const orders = [
  { id: 1, customer: 'a' },
  { id: 2, customer: 'b' },
  { id: 3, customer: 'x' },
  { id: 4, customer: null },
];
const customers = [
  { id: 'a', name: 'Ada' },
  { id: 'b', name: 'Bo' },
  { id: 'b', name: 'Bea' },
  { id: 'c', name: 'Cy' },
];
const join = (inputs: JsonObject, left: readonly JsonValue[] = orders, right: readonly JsonValue[] = customers) =>
  run(createFakeContext({ left, right, on: [{ left: 'customer', right: 'id' }], ...inputs }));

const ADA = { id: 1, customer: 'a', right_id: 'a', name: 'Ada' };
const BO = { id: 2, customer: 'b', right_id: 'b', name: 'Bo' };
const BEA = { ...BO, name: 'Bea' };

test('an inner join gives a row for each pair and says what found no match', () => {
  assert.deepEqual(join({}), {
    items: [ADA, BO, BEA],
    count: 3,
    unmatchedLeft: [orders[2], orders[3]],
    unmatchedRight: [customers[3]],
  });
});

test('left, right, full, semi and anti joins keep what they should', () => {
  assert.deepEqual(join({ type: 'left' }).items, [ADA, BO, BEA, orders[2], orders[3]]);
  assert.deepEqual(join({ type: 'right' }).items, [ADA, BO, BEA, customers[3]]);
  assert.deepEqual(join({ type: 'full' }).items, [ADA, BO, BEA, orders[2], orders[3], customers[3]]);
  assert.deepEqual(join({ type: 'semi' }).items, [orders[0], orders[1]]);
  assert.deepEqual(join({ type: 'anti' }).items, [orders[2], orders[3]]);
});

test('the first match alone may be taken', () => {
  assert.deepEqual(join({ matches: 'first' }).items, [ADA, BO]);
});

test('fields both sides have are treated as asked, and a shared key appears once', () => {
  const one = (inputs: JsonObject) => join({ on: ['k'], ...inputs }, [{ k: 1, v: 'l' }], [{ k: 1, v: 'r' }]).items;
  assert.deepEqual(one({}), [{ k: 1, v: 'l', right_v: 'r' }]);
  assert.deepEqual(one({ leftPrefix: 'l_', rightPrefix: 'r_' }), [{ k: 1, l_v: 'l', r_v: 'r' }]);
  assert.deepEqual(one({ collision: 'left' }), [{ k: 1, v: 'l' }]);
  assert.deepEqual(one({ collision: 'right' }), [{ k: 1, v: 'r' }]);
  assert.deepEqual(one({ collision: 'nest' }), [{ left: { k: 1, v: 'l' }, right: { k: 1, v: 'r' } }]);
  assert.throws(() => one({ leftPrefix: '', rightPrefix: '' }), { code: 'data-invalid', message: /"v"/ });
});

test('several keys must all be equal; types and case are brought together as asked', () => {
  const left = [{ a: 1, b: 'X' }];
  const right = [{ a: '1', b: 'x' }];
  assert.equal(join({ on: ['a', 'b'] }, left, right).count, 0);
  assert.equal(join({ on: ['a', 'b'], ignoreCase: true }, left, right).count, 1);
  assert.equal(join({ on: ['a'], convertTypes: false }, left, right).count, 0);
});

test('parts of different keys never meet', () => {
  assert.equal(join({ on: ['a', 'b'] }, [{ a: 'x\n"y', b: 'z' }], [{ a: 'x', b: 'y\n"z' }]).count, 0);
});

test('a join that explodes is stopped at the row limit', () => {
  const same = Array.from({ length: 2_000 }, () => ({ k: 1 }));
  assert.throws(() => join({ on: ['k'] }, same, same), { code: 'limit-exceeded', message: /100000 rows/ });
  assert.throws(() => join({ maxRows: 2 }), { code: 'limit-exceeded' });
  assert.equal(join({ on: ['k'], type: 'semi' }, same, same).count, 2_000);
});

test('a join without fields is refused', () => {
  for (const on of [[], [''], [{}], [7]]) assert.throws(() => join({ on }), { code: 'input-invalid' });
});

test('any join is that of two nested loops', () => {
  const side = fc.array(fc.record({ k: fc.option(fc.integer({ min: 0, max: 3 })), n: fc.nat(9) }), { maxLength: 8 });
  fc.assert(
    fc.property(side, side, (left, right) => {
      const pairs = left.flatMap((l) =>
        right.filter((r) => l.k !== null && l.k === r.k).map((r) => ({ left: l, right: r })),
      );
      const result = join({ on: ['k'], collision: 'nest' }, left, right);
      assert.deepEqual(result.items, pairs);
      assert.deepEqual(
        result.unmatchedRight,
        right.filter((r) => !pairs.some((pair) => pair.right === r)),
      );
    }),
  );
});
