import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import type { JsonValue } from '#contract/json.ts';
import { callOperation, listOperations } from './describe.ts';
import { operations } from './list.ts';
import { operation } from './operation.ts';
import { createPrincipal, unknownCaller } from './testing/fake-access.ts';
import { assertFails, createTestClient, openTestClient, toWorkflow } from './testing/test-client.ts';
import { createTestServices, trustedCaller } from './testing/test-services.ts';

test('every operation but health is refused to strangers, and to principals without its permission', async (t) => {
  const services = await createTestServices(t);
  const callers = { stranger: unknownCaller(), nobody: trustedCaller(createPrincipal([])) };
  for (const { id, meta } of listOperations(operations)) {
    if (id === 'session.current') {
      await assertFails(callOperation(operations, id, {}, { services, caller: callers.stranger }), 'unauthenticated');
      continue;
    }
    if (meta.permission === null) {
      assert.equal(id, 'system.health');
      await callOperation(operations, id, {}, { services, caller: callers.stranger });
      continue;
    }
    const call = (caller: typeof callers.nobody) => callOperation(operations, id, {}, { services, caller });
    const refused = await assertFails(call(callers.stranger), 'unauthenticated');
    assert.match(refused.message, /Bearer/);
    const { data } = await assertFails(call(callers.nobody), 'forbidden');
    assert.deepEqual(data, { permission: meta.permission });
  }
});

test('a permission is enough for its operations and for no others', async (t) => {
  const services = await createTestServices(t);
  const reader = createTestClient(services, trustedCaller(createPrincipal(['workflow:read'])));
  assert.deepEqual((await reader.workflow.list({})).items, []);
  const refused = reader.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w' }) });
  await assertFails(refused, 'forbidden');
  await assertFails(reader.run.list({}), 'forbidden');
});

test('calls of audited operations leave an entry each, failed and refused ones too, with no values', async (t) => {
  const { services, client } = await openTestClient(t);
  const workflow = toWorkflow({ id: 'w', description: 'nobody-may-see-this' });
  await client.workflow.save({ workflowId: 'w', workflow });
  await client.workflow.list({});
  await assertFails(
    client.run.start({ workflowId: 'missing', input: { code: 'nobody-may-see-this' } }),
    'workflow-not-found',
  );
  await assertFails(
    createTestClient(services, unknownCaller()).workflow.delete({ workflowId: 'w' }),
    'unauthenticated',
  );
  await services.audit.flush();
  const entries = services.audit.list({ limit: 10 });
  const told = entries.map(({ who, what, target, outcome, from }) => [who, what, target, outcome, from]);
  assert.deepEqual(told, [
    ['nobody', 'workflow.delete', 'w', 'unauthenticated', 'test 203.0.113.9'],
    ['owner', 'run.start', 'missing', 'workflow-not-found', 'test local'],
    ['owner', 'workflow.save', 'w', 'succeeded', 'test local'],
  ]);
  assert.ok(!JSON.stringify(entries).includes('nobody-may-see-this'));
});

test('callers beyond their limit are told so, and leave no more entries in the audit log', async (t) => {
  const services = await createTestServices(t, { callLimit: 2 });
  const stranger = createTestClient(services, unknownCaller());
  await assertFails(stranger.token.create({ name: 'x', permissions: ['run:read'] }), 'unauthenticated');
  await assertFails(stranger.token.create({ name: 'x', permissions: ['run:read'] }), 'unauthenticated');
  const { data } = await assertFails(stranger.token.create({ name: 'x', permissions: ['run:read'] }), 'rate-limited');
  assert.ok(Number(data?.retryAfterMs) > 0);
  await services.audit.flush();
  assert.equal(services.audit.list({ limit: 10 }).length, 2);
});

test('an input that does not fit is refused with the place of each fault', async (t) => {
  const { services } = await openTestClient(t);
  const input = { limit: 'many', status: ['flying'] };
  const call = callOperation(operations, 'run.list', input, { services, caller: trustedCaller() });
  const { data, message } = await assertFails(call, 'input-invalid');
  const faults = data?.faults as readonly { readonly path: string }[];
  assert.deepEqual(faults.map((fault) => fault.path).sort(), ['limit', 'status.0']);
  assert.match(message, /limit/);
});

test('an input nested too deep is refused before anything walks it', async (t) => {
  const { client } = await openTestClient(t);
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = { workflow: [deep] };
  await assertFails(client.run.start({ workflowId: 'w', input: { deep } }), 'limit-exceeded');
});

test('what is thrown and is no AppError is told to the log only', async (t) => {
  const services = await createTestServices(t);
  const broken = operation
    .meta({ permission: null, effect: 'read', audit: true })
    .route({ method: 'GET', path: '/broken' })
    .input(z.object({}))
    .output(z.object({ count: z.number() }));
  const router = {
    broken: {
      throws: broken.handler(() => {
        throw new TypeError('/etc/private is undefined');
      }),
      lies: broken.handler(() => ({ count: 'three' }) as unknown as { count: number }),
    },
  };
  const context = { services, caller: trustedCaller() };
  const error = await assertFails(callOperation(router, 'broken.throws', {}, context), 'internal');
  assert.ok(!error.message.includes('private'));
  assert.match(JSON.stringify(services.logged), /etc\/private is undefined/);
  await assertFails(callOperation(router, 'broken.lies', {}, context), 'internal');
  await services.audit.flush();
  assert.deepEqual(
    services.audit.list({ limit: 5 }).map((entry) => entry.outcome),
    ['internal', 'internal'],
  );
});
