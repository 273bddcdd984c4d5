import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeContext } from '../../testing/fake-context.ts';
import { run } from './run.ts';

const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };

test('data that fits takes the port valid', async () => {
  assert.deepEqual(await run(createFakeContext({ data: { id: 1 }, schema })), {
    directive: 'take',
    ports: ['valid'],
    outputs: { data: { id: 1 }, valid: true, errors: [] },
  });
});

test('data that does not fit fails the step with what is wrong', async () => {
  await assert.rejects(run(createFakeContext({ data: { id: 'x' }, schema })), {
    code: 'data-invalid',
    message: 'The data does not satisfy the schema: /id must be integer.',
    data: { errors: [{ path: '/id', message: 'must be integer', keyword: 'type' }] },
  });
});

test('data that does not fit takes the port invalid when asked', async () => {
  const data = {};
  const result = await run(createFakeContext({ data, schema, onInvalid: 'branch' }));
  assert.deepEqual(result, {
    directive: 'take',
    ports: ['invalid'],
    outputs: {
      data,
      valid: false,
      errors: [{ path: '/', message: "must have required property 'id'", keyword: 'required' }],
    },
  });
});

test('corrections are in the outputs, not in the inputs', async () => {
  const context = createFakeContext({ data: { id: '7' }, schema, coerce: true });
  const result = await run(context);
  assert.deepEqual('outputs' in result && result.outputs.data, { id: 7 });
  assert.deepEqual(context.inputs.data, { id: '7' });
});

test('true accepts everything, and what is no schema is refused', async () => {
  assert.equal((await run(createFakeContext({ data: null, schema: true }))).directive, 'take');
  for (const bad of ['{}', 7, null])
    await assert.rejects(run(createFakeContext({ data: 1, schema: bad })), { code: 'input-invalid' });
});
