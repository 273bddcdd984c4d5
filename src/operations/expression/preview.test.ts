import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { createPrincipal } from '../testing/fake-access.ts';
import {
  assertFails,
  createTestClient,
  openTestClient,
  setStep,
  type TestClient,
  toWorkflow,
} from '../testing/test-client.ts';
import { createTestServices, trustedCaller } from '../testing/test-services.ts';

const orders: Workflow = {
  ...toWorkflow({ id: 'orders' }),
  inputs: [{ id: 'from', type: 'number', required: false, default: 10 }],
  variables: { tax: 2, note: 'first' },
  steps: [
    setStep('list', { rows: [{ n: 5 }, { n: 20 }, { n: 30 }] }),
    { id: 'note', input: { values: { note: 'changed' } }, process: { block: 'control.set_variables' } },
    {
      id: 'each',
      input: { items: '{{ list.rows }}' },
      process: { block: 'control.for_each' },
      body: {
        steps: [
          setStep('twice', { n: '{{ item.n * 2 }}' }),
          {
            id: 'inner',
            input: { items: '{{ [item.n, index] }}' },
            process: { block: 'control.for_each' },
            body: { steps: [setStep('deep', { of: '{{ item }}' })], edges: [], output: '{{ deep.of }}' },
          },
          setStep('after', { n: '{{ twice.n }}' }),
        ],
        edges: [
          { from: 'twice', to: 'inner' },
          { from: 'inner', to: 'after' },
        ],
        output: '{{ after.n }}',
      },
    },
    setStep('end', { all: '{{ each.results }}' }),
  ],
  edges: [
    { from: 'list', to: 'note' },
    { from: 'note', to: 'each' },
    { from: 'each', to: 'end' },
  ],
};

const json = orders as unknown as JsonObject;

async function run(client: TestClient, input: JsonObject = {}): Promise<string> {
  const { runId, status } = await client.run.wait({ workflowId: 'orders', input });
  assert.equal(status, 'succeeded');
  return runId;
}

/** What a template gives, or the code of why not. */
function createPreview(client: TestClient, fixed: { readonly runId?: string; readonly workflow?: JsonObject } = {}) {
  return async (stepId: string | undefined, template: JsonValue, path?: string): Promise<JsonValue> => {
    const answer = await client.expression.preview({
      workflow: json,
      ...fixed,
      template,
      ...(stepId === undefined ? {} : { stepId }),
      ...(path === undefined ? {} : { path }),
    });
    return answer.ok ? answer.value : `! ${answer.error.code}`;
  };
}

test('a template sees what the newest run gave, as the step would', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: orders });
  await run(client, { from: 1 });
  await run(client, { from: 7 });
  const preview = createPreview(client);
  assert.equal(await preview('end', '{{ list.rows[1].n + input.from }}'), 27);
  assert.deepEqual(await preview('end', { a: ['n={{ $count(each.results) }}', true] }), { a: ['n=3', true] });
  assert.equal(await preview('end', '{{ trigger.kind }} {{ run.workflowId }} {{ run.version }}'), 'api orders 1');
  assert.equal(await preview(undefined, '{{ end.all[0] }}'), 10);
});

test('variables are those the step saw', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: orders });
  await run(client);
  const preview = createPreview(client);
  assert.equal(await preview('note', '{{ vars.note }} {{ vars.tax }}'), 'first 2');
  assert.equal(await preview('end', '{{ vars.note }} {{ vars.tax }}'), 'changed 2');
});

test('inside a loop there are the item and index of the iteration asked for, the first by default', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: orders });
  await run(client);
  const preview = createPreview(client);
  assert.deepEqual(await preview('twice', '{{ [item.n, index] }}'), [5, 0]);
  assert.deepEqual(await preview('after', '{{ [item.n, index, twice.n] }}', 'each[2].after'), [30, 2, 60]);
  assert.deepEqual(await preview('deep', '{{ [item, index, twice.n] }}', 'each[1].inner[0].deep'), [20, 0, 40]);
  assert.deepEqual(await preview('deep', '{{ [item, index] }}', 'each[1].inner[1].deep'), [1, 1]);
  assert.equal(await preview('twice', '{{ item.n }}', 'each[99].twice'), '! expression-empty');
  assert.equal(await preview('end', '{{ item }}'), '! expression-empty', 'outside there is no item');
});

test('a step sees neither itself nor what comes after it', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: orders });
  await run(client);
  const preview = createPreview(client);
  for (const template of ['{{ list.rows }}', '{{ note.note }}', '{{ end.all }}', '{{ each.count }}'])
    assert.equal(await preview('list', template), '! expression-empty', template);
  assert.equal(await preview('twice', '{{ after.n }}'), '! expression-empty');
  assert.equal(await preview('twice', '{{ each.count }}'), '! expression-empty');
});

test('without a run there are the defaults', async (t) => {
  const { client } = await openTestClient(t);
  const preview = createPreview(client);
  assert.equal(await preview('end', '{{ input.from }} {{ vars.note }} {{ run.id }}'), '10 first preview');
  assert.equal(await preview('end', '{{ list.rows }}'), '! expression-empty');
  assert.equal(await preview('twice', '{{ index }}'), 0);
  assert.equal(await preview('end', 'plain'), 'plain');
});

test('a run is named, and what is wrong with a template is told as a run would', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: orders });
  const runId = await run(client, { from: 1 });
  await run(client, { from: 2 });
  const preview = createPreview(client, { runId });
  assert.equal(await preview('end', '{{ input.from }}'), 1);
  assert.equal(await preview('end', '{{ input.from + }}'), '! expression-invalid');
  assert.equal(await preview('end', '{{ $number("x") }}'), '! expression-failed');
  assert.equal(await preview('end', '{{ secrets.KEY & "x" }}'), '! expression-invalid');
  assert.match(String(await preview('end', 'Bearer {{ secrets.KEY }}')), /^Bearer ⟦secret:KEY#/);
  assert.equal(await preview('end', 'x'.repeat(300_000)), '! limit-exceeded');
  await assertFails(createPreview(client, { runId: 'nothing' })('end', ''), 'run-not-found');
  await assertFails(preview('nobody', ''), 'step-not-found');
});

test('the output part sees what the block gave before everything else', async (t) => {
  const { client } = await openTestClient(t);
  const answer = await client.expression.preview({
    ...{ workflow: json, stepId: 'end', template: '{{ input & "-" & vars.note }}', outputs: { input: 'own' } },
  });
  assert.deepEqual(answer, { ok: true, value: 'own-first', truncated: false });
});

test('a long value is cut, and stays a value', async (t) => {
  const { client } = await openTestClient(t);
  for (const template of ['{{ [1..60000] }}', '{{ $pad("", 90000, "💡") }}', { a: 'x'.repeat(150_000), b: 'y' }]) {
    const answer = await client.expression.preview({ workflow: json, stepId: 'end', template });
    assert.ok(answer.ok && answer.truncated);
    const text = JSON.stringify(answer.value);
    assert.ok(text.length > 100 && text.length < 70_000, String(text.length));
    assert.ok(text.isWellFormed());
  }
});

test('a document with any errors has previews, and asking needs the right to see runs', async (t) => {
  const services = await createTestServices(t);
  const client = createTestClient(services);
  const odd: JsonObject = {
    id: 7,
    steps: [null, 3, { id: 4 }, { id: 'a' }, { id: 'b', body: { steps: [{ id: 'c' }], edges: 'none' } }],
    edges: [{ from: 'a', to: 'a' }, { from: 1 }, null],
    inputs: 'none',
    variables: [],
  };
  const preview = createPreview(client, { workflow: odd });
  assert.equal(await preview('a', '{{ 1 + 1 }}'), 2);
  assert.equal(await preview('c', '{{ index }}'), 0);
  await assertFails(client.expression.preview({ workflow: {}, stepId: 'a', template: '' }), 'step-not-found');
  await assertFails(client.expression.preview({ workflow: odd, stepId: 'a' } as never), 'input-invalid');
  const reader = createTestClient(services, trustedCaller(createPrincipal(['workflow:read'])));
  await assertFails(reader.expression.preview({ workflow: odd, stepId: 'a', template: '' }), 'forbidden');
});
