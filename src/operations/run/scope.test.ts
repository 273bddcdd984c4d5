import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Credentials } from '../caller.ts';
import { createPrincipal } from '../testing/fake-access.ts';
import { assertFails, openTestClient, setStep, toWorkflow } from '../testing/test-client.ts';
import { toTrigger } from './to-trigger.ts';

const workflow = toWorkflow({
  id: 'w',
  steps: [setStep('a', { n: 1 }), setStep('b', { n: '{{ a.n + 1 }}' }), setStep('c', { n: '{{ b.n + 1 }}' })],
  outputs: { n: '{{ c.n }}' },
});

test('pinned outputs stand in for steps only where it is asked for, and the run says so', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow });
  await services.pins.set('w', 'b', { n: 10 });
  await services.pins.set('w', 'removed-long-ago', 1);
  const plain = await client.run.wait({ workflowId: 'w' });
  assert.deepEqual(plain.output, { n: 3 });
  const pinned = await client.run.wait({ workflowId: 'w', usePins: true });
  assert.deepEqual(pinned.output, { n: 11 });
  const run = await client.run.get({ runId: pinned.runId });
  assert.deepEqual([run.pinnedSteps, run.upTo], [['b'], undefined]);
  assert.deepEqual(
    run.steps.map(({ stepId, pinned: isPinned, attempts }) => [stepId, isPinned, attempts]),
    [
      ['a', undefined, 1],
      ['b', true, 0],
      ['c', undefined, 1],
    ],
  );
  assert.equal((await client.run.get({ runId: plain.runId })).pinnedSteps, undefined);
});

test('a run goes up to some steps, and a fork runs one step alone', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow });
  const part = await client.run.wait({ workflowId: 'w', upTo: ['b'] });
  assert.deepEqual(part.output, { n: 2 });
  const detail = await client.run.get({ runId: part.runId });
  assert.deepEqual([detail.upTo, detail.steps.map(({ stepId }) => stepId)], [['b'], ['a', 'b']]);
  const { runId } = await client.run.fork({
    runId: part.runId,
    from: ['b'],
    upTo: ['b'],
    inputs: { b: { values: { n: 9 } } },
  });
  const { output } = await client.run.wait({ workflowId: 'w' }).then(() => client.run.get({ runId }));
  assert.deepEqual(output, { n: 9 });
  await assertFails(client.run.start({ workflowId: 'w', upTo: ['nowhere'] }), 'step-not-found');
  await assertFails(client.run.fork({ runId, from: ['a'], upTo: ['nowhere'] }), 'step-not-found');
  await assertFails(client.run.start({ workflowId: 'w', upTo: [] }), 'input-invalid');
  await assertFails(client.run.start({ workflowId: 'w', upTo: ['not an id'] }), 'input-invalid');
});

test('a fork takes pins where it is asked to', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow });
  const { runId } = await client.run.wait({ workflowId: 'w' });
  await services.pins.set('w', 'a', { n: 100 });
  const plain = await client.run.fork({ runId, from: ['b'] });
  const pinned = await client.run.fork({ runId, from: ['b'], usePins: true });
  const outputs = await Promise.all([plain, pinned].map((fork) => services.host.waitForEnd(fork.runId)));
  assert.deepEqual(
    outputs.map((record) => record?.output),
    [{ n: 3 }, { n: 102 }],
  );
});

test('a pin of a step inside of a loop is refused by name', async (t) => {
  const { services, client } = await openTestClient(t);
  const loop = { id: 'each', input: { items: [1] }, process: { block: 'control.for_each' } };
  await client.workflow.create({
    workflow: toWorkflow({ id: 'l', steps: [{ ...loop, body: { steps: [setStep('inner')], edges: [] } }] }),
  });
  await services.pins.set('l', 'inner', 1);
  const { message } = await assertFails(client.run.start({ workflowId: 'l', usePins: true }), 'input-invalid');
  assert.match(message, /"inner".*"each"/);
  assert.equal((await client.run.wait({ workflowId: 'l' })).status, 'succeeded');
});

test('what a person starts at a browser is a manual run, whatever the surface', () => {
  const principal = createPrincipal();
  const caller = { surface: 'rpc', address: 'local', requestId: 'r' };
  const kindOf = (credentials: Credentials, surface = 'rpc') =>
    toTrigger({ ...caller, surface, credentials }, principal).kind;
  assert.equal(kindOf({ kind: 'session', session: 's' }), 'manual');
  assert.equal(kindOf({ kind: 'session', session: 's' }, 'rest'), 'manual');
  assert.equal(kindOf({ kind: 'bearer', token: 't' }), 'api');
  assert.equal(kindOf({ kind: 'bearer', token: 't' }, 'mcp'), 'mcp');
});
