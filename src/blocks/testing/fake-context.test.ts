import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from './fake-context.ts';

test('inputs are frozen all the way down', () => {
  const { inputs } = createFakeContext({ list: [{ a: 1 }] });
  const [first] = inputs.list as { a: number }[];
  assert.throws(() => {
    if (first !== undefined) first.a = 2;
  }, TypeError);
});

test('a substep is done once per key', async () => {
  const context = createFakeContext({});
  let calls = 0;
  const work = async () => {
    calls += 1;
    return calls;
  };
  assert.deepEqual(
    [await context.substep('a', work), await context.substep('a', work), await context.substep('b', work)],
    [1, 1, 2],
  );
});

test('directives are those of the contract, and anything can be replaced', async () => {
  const context = createFakeContext({}, { attempt: 3 });
  assert.equal(context.attempt, 3);
  assert.deepEqual(context.take('true', { a: 1 }), { directive: 'take', ports: ['true'], outputs: { a: 1 } });
  assert.deepEqual(context.stop('failed', { message: 'no' }), {
    directive: 'stop',
    status: 'failed',
    output: undefined,
    message: 'no',
  });
  await assert.rejects(context.files.resolve('/etc/passwd', 'read'), { code: 'path-refused' });
});
