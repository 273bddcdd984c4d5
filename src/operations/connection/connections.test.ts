import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestClient, toWorkflow } from '../testing/test-client.ts';

const request = (id: string, input: Record<string, never> | object) => ({
  id,
  input: input as Record<string, string>,
  process: { block: 'network.http_request' },
});

test('secrets are listed with where they are used and whether they are set, never with their values', async (t) => {
  const { client, services } = await openTestClient(t, { secrets: { SHOP: 'the-value', SPARE: 'the-value' } });
  const { descriptor } = services.blocks.get('network.http_request') ?? assert.fail();
  const secretField = descriptor.inputs.find(({ type }) => type === 'secret')?.id ?? assert.fail();
  const steps = [
    request('a', { url: 'https://shop.example', headers: { authorization: 'Bearer {{ secrets.SHOP }}' } }),
    request('b', { url: 'https://shop.example', [secretField]: 'MISSING' }),
    {
      id: 'each',
      input: { items: [1] },
      process: { block: 'control.for_each' },
      body: { steps: [request('c', { url: '{{ secrets.SHOP }}' })], edges: [] },
    },
    request('d', { url: 'the words secrets.NOTHING are no template' }),
  ];
  await services.workflows.save(toWorkflow({ id: 'w', name: 'Shop', steps }));
  const { items } = await client.connection.list({});
  const use = (stepId: string, field: string) => ({ workflowId: 'w', workflowName: 'Shop', stepId, field });
  const variable = (name: string) => ({ name, variable: `FLOWRIGHT_SECRET_${name}` });
  assert.deepEqual(items, [
    { ...variable('MISSING'), isSet: false, useCount: 1, usedBy: [use('b', secretField)] },
    { ...variable('SHOP'), isSet: true, useCount: 2, usedBy: [use('a', 'headers'), use('c', 'url')] },
    { ...variable('SPARE'), isSet: true, useCount: 0, usedBy: [] },
  ]);
  assert.ok(!JSON.stringify(items).includes('the-value'));
});

test('only current versions count, and workflows that are deleted do not', async (t) => {
  const { client, services } = await openTestClient(t);
  const names = async () => (await client.connection.list({})).items.map(({ name }) => name);
  const save = (secret: string) =>
    services.workflows.save(toWorkflow({ id: 'w', steps: [request('a', { url: `{{ secrets.${secret} }}` })] }));
  await save('OLD');
  assert.deepEqual(await names(), ['OLD']);
  await save('NEW');
  assert.deepEqual(await names(), ['NEW']);
  await services.workflows.remove('w');
  assert.deepEqual(await names(), []);
});

test('a secret that many fields open names the first of them', async (t) => {
  const { client, services } = await openTestClient(t);
  for (let at = 0; at < 230; at++) {
    const steps = [request('a', { url: '{{ secrets.ALL }}' })];
    await services.workflows.save(toWorkflow({ id: `w${String(at).padStart(3, '0')}`, steps }));
  }
  const [only] = (await client.connection.list({})).items;
  assert.equal(only?.useCount, 230);
  assert.equal(only?.usedBy.length, 100);
  assert.equal(only?.usedBy[99]?.workflowId, 'w099');
});
