import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const data = {
  orders: [
    { id: 1, total: 50 },
    { id: 2, total: 150 },
  ],
};
const transform = (expression: string, more = {}) => run(createFakeContext({ data, expression, ...more }));

test('the expression sees the data and its result is plain JSON', async () => {
  const { result } = await transform('orders[total > 100].{ "id": id, "big": true }');
  assert.equal(JSON.stringify(result), '{"id":2,"big":true}');
  assert.deepEqual(await transform('$sum(orders.total)'), { result: 200 });
  assert.equal(JSON.stringify(await transform('[orders.id]')), '{"result":[1,2]}');
});

test('variables are read by their name after a dollar sign', async () => {
  assert.deepEqual(await transform('$count(orders[total > $least])', { variables: { least: 40 } }), { result: 2 });
});

test('an expression that yields null gives null', async () => {
  assert.deepEqual(await transform('null'), { result: null });
});

test('an expression that yields nothing fails, naming itself and the keys that were there', async () => {
  await assert.rejects(transform('order.total'), {
    code: 'expression-empty',
    message: /`order\.total` yields nothing.*keys: orders\./s,
  });
  await assert.rejects(run(createFakeContext({ data: [1, 2], expression: 'x' })), {
    code: 'expression-empty',
    message: /a list of 2/,
  });
  assert.deepEqual(await transform('order.total ?? 0'), { result: 0 });
});

test('expressions that are empty, broken, failing or endless are refused', async () => {
  await assert.rejects(transform('  '), { code: 'input-invalid' });
  await assert.rejects(transform('orders['), { code: 'expression-invalid' });
  await assert.rejects(transform('orders.total + "x"'), { code: 'expression-failed' });
  await assert.rejects(transform('($f := function($n) { $f($n + 1) + 1 }; $f(1))'), { code: 'expression-limit' });
});
