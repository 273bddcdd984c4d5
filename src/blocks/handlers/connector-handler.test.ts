import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import { BlockDescriptor } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Block } from '../block.ts';
import { createBlock } from '../create-block.ts';
import { createFakeContext } from '../testing/fake-context.ts';
import { createConnectorHandler } from './connector-handler.ts';

function toDescriptor(execution: JsonObject): BlockDescriptor {
  return BlockDescriptor.parse({
    id: 'shop.orders',
    label: 'Orders',
    category: 'shop',
    description: 'Reads orders',
    inputs: [
      { id: 'day', type: 'string' },
      { id: 'page', type: 'integer' },
      { id: 'key', type: 'secret' },
    ],
    execution: { handler: 'connector::http', ...execution },
  });
}

/** Stands in for the block that sends requests, keeping what it was asked. */
function createSender(answer: JsonObject): { readonly asked: JsonObject[]; find(id: string): Block | undefined } {
  const asked: JsonObject[] = [];
  const descriptor = BlockDescriptor.parse({
    id: 'network.http_request',
    label: 'HTTP',
    category: 'network',
    description: '',
    inputs: ['method', 'url', 'headers', 'query', 'body'].map((id) => ({ id, type: 'json' })),
    execution: { handler: 'network::http_request' },
  });
  const source = {
    descriptor,
    handler: { kind: 'connector' },
    directory: '/',
    builtIn: true,
    version: undefined,
  } as const;
  const block: Block = {
    ...createBlock(source, () => undefined),
    load: async () => ({
      run: (ctx) => {
        asked.push({ ...ctx.inputs, secrets: { ...ctx.secrets } });
        return answer;
      },
    }),
  };
  return { asked, find: (id) => (id === block.id ? block : undefined) };
}

describe('createConnectorHandler', () => {
  const request = {
    method: 'POST',
    url: 'https://shop.example/orders/{{ inputs.day }}',
    headers: { authorization: 'Bearer {{ secrets.key }}' },
    query: { page: '{{ inputs.page ?? 1 }}' },
    body: { page: '{{ inputs.page + 1 }}' },
  };

  it('sends the templated request and maps the answer', async () => {
    const { asked, find } = createSender({ status: 200, headers: { a: 'b' }, body: { orders: [1, 2] }, url: 'x' });
    const output = { orders: '{{ body.orders }}', of: '{{ inputs.day }}', ok: '{{ status = 200 }}' };
    const { run } = createConnectorHandler(toDescriptor({ request, output }), find);
    const answer = await run(
      createFakeContext({ day: 'monday', page: 2, key: 'shop_key' }, { secrets: { key: 'hunter2' } }),
    );
    assert.deepEqual(asked, [
      {
        method: 'POST',
        url: 'https://shop.example/orders/monday',
        headers: { authorization: 'Bearer hunter2' },
        query: { page: 2 },
        body: { page: 3 },
        secrets: {},
      },
    ]);
    assert.deepEqual(answer, {
      directive: 'take',
      ports: ['out'],
      outputs: { orders: [1, 2], of: 'monday', ok: true },
    });
  });

  it('answers status, headers and body without a mapping', async () => {
    const { find, asked } = createSender({ status: 204, headers: {}, body: null, url: 'https://x' });
    const { run } = createConnectorHandler(toDescriptor({ request: { url: 'https://x' } }), find);
    assert.deepEqual(await run(createFakeContext({})), {
      directive: 'take',
      ports: ['out'],
      outputs: { status: 204, headers: {}, body: null },
    });
    assert.deepEqual(asked, [{ method: 'GET', url: 'https://x', secrets: {} }]);
  });

  it('does not evaluate expressions that come with the data', async () => {
    const { find, asked } = createSender({ status: 200, body: '{{ inputs.key }}' });
    const { run } = createConnectorHandler(
      toDescriptor({ request: { url: '{{ inputs.day }}' }, output: { text: '{{ body }}' } }),
      find,
    );
    const answer = await run(createFakeContext({ day: '{{ secrets.key }}' }, { secrets: { key: 'hunter2' } }));
    assert.equal(asked[0]?.url, '{{ secrets.key }}');
    assert.deepEqual('outputs' in answer && answer.outputs, { text: '{{ inputs.key }}' });
  });

  it('fails on a missing input, a missing secret, and a secret that is no input', async () => {
    const { find } = createSender({});
    const run = async (execution: JsonObject, inputs: JsonObject) =>
      createConnectorHandler(toDescriptor(execution), find).run(createFakeContext(inputs));
    const hasCode = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
    await assert.rejects(run({ request }, { page: 1 }), hasCode('expression-empty'));
    await assert.rejects(run({ request }, { day: 'monday', page: 1 }), hasCode('secret-missing'));
    await assert.rejects(run({ request: { url: '{{ secrets.day }}' } }, { day: 'x' }), hasCode('descriptor-invalid'));
    await assert.rejects(run({ request: { url: '{{ oops( }}' } }, {}), hasCode('expression-invalid'));
  });

  it('says so when requests cannot be sent at all', async () => {
    const { run } = createConnectorHandler(toDescriptor({ request: { url: 'https://x' } }), () => undefined);
    await assert.rejects(
      async () => run(createFakeContext({})),
      (error) => error instanceof AppError && error.code === 'block-not-found',
    );
  });
});
