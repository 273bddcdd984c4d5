import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '#contract/json.ts';
import { secretPlaceholder } from '#expressions/secrets.ts';
import {
  approvalStep,
  assertFails,
  openTestClient,
  setStep,
  type TestClient,
  toWorkflow,
  untilStatus,
} from '../../testing/test-client.ts';
import { redactObject } from './redact.ts';

type Bundle = Parameters<TestClient['run']['import']>[0];

/** What a file makes of a bundle. */
function throughFile(bundle: unknown): Bundle {
  return JSON.parse(JSON.stringify(bundle)) as Bundle;
}

test('an exported run comes back with all its data, under a new id, ended, filed with the version it ran', async (t) => {
  const { services, client } = await openTestClient(t);
  const big = 'x'.repeat(200_000);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [setStep('a', { big }), setStep('b')] }) });
  await client.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w', name: 'Later' }) });
  const { runId } = await client.run.wait({ workflowId: 'w', version: 1, input: { day: 'Monday' } });
  const imported = await client.run.import(throughFile(await client.run.export({ runId })));
  assert.notEqual(imported.id, runId);
  assert.deepEqual([imported.workflowId, imported.version, imported.status], ['w', 1, 'succeeded']);
  assert.equal(imported.triggerKind, 'import');
  const [before, after] = await Promise.all([client.run.get({ runId }), client.run.get({ runId: imported.id })]);
  assert.deepEqual(after.trigger, { kind: 'import', by: 'Owner', data: { runId, kind: 'api' } });
  for (const field of ['input', 'output', 'steps', 'finishedAt', 'startedAt', 'eventCount'] as const)
    assert.deepEqual(after[field], before[field], field);
  const [step] = (await client.run.steps({ runId: imported.id, path: 'a' })).items;
  assert.deepEqual(step?.output, { big });
  assert.equal((await client.workflow.get({ workflowId: 'w' })).currentVersion, 2);
  const retried = await client.run.fork({ runId: imported.id, from: ['b'] });
  assert.equal((await services.host.waitForEnd(retried.runId))?.status, 'succeeded');
});

test('a run of an unknown workflow brings its own along, once, and changes none that is there', async (t) => {
  const source = await openTestClient(t);
  await source.client.workflow.create({ workflow: toWorkflow({ id: 'w', name: 'There' }) });
  const { runId } = await source.client.run.wait({ workflowId: 'w' });
  const bundle = throughFile(await source.client.run.export({ runId }));
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', name: 'Here' }) });
  const one = await client.run.import(bundle);
  const two = await client.run.import(bundle);
  assert.match(one.workflowId, /^w\.imported-[0-9a-f]{8}$/);
  assert.deepEqual([two.workflowId, two.version], [one.workflowId, 1]);
  assert.notEqual(two.id, one.id);
  assert.equal((await client.workflow.get({ workflowId: 'w' })).name, 'Here');
});

test('a run that had not ended is filed as cancelled and never carried on', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w', steps: [approvalStep('ask')] }) });
  const { runId } = await client.run.start({ workflowId: 'w' });
  await untilStatus(services, runId, 'waiting');
  const imported = await client.run.import(throughFile(await client.run.export({ runId })));
  assert.deepEqual([imported.status, imported.error?.code], ['cancelled', 'run-cancelled']);
  assert.equal(await services.host.recover(), 0);
  assert.deepEqual((await client.approval.list({ runId: imported.id })).items, []);
  await assertFails(client.run.answer({ runId: imported.id, path: 'ask', approved: true }), 'run-finished');
  assert.equal((await client.run.get({ runId: imported.id })).status, 'cancelled');
  assert.equal((await client.system.usage({})).workflows.length, 0);
});

test('neither way do signed placeholders or credentials travel', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  const signed = secretPlaceholder('SHOP_TOKEN');
  const input = { text: `Bearer ${signed}`, headers: { Authorization: 'Bearer abc', 'X-Api-Key': 'k', accept: 'any' } };
  const { runId } = await client.run.wait({ workflowId: 'w', input });
  const bundle = throughFile(await client.run.export({ runId }));
  const told = JSON.stringify(bundle);
  assert.ok(!told.includes(signed) && !told.includes('Bearer abc') && !told.includes('"k"'));
  assert.ok(told.includes('\u27e6secret:SHOP_TOKEN\u27e7') && told.includes('"accept":"any"'));
  const forged = JSON.parse(told.replaceAll('\u27e6secret:SHOP_TOKEN\u27e7', signed)) as Bundle;
  const imported = await client.run.import(forged);
  assert.ok(!JSON.stringify(await client.run.get({ runId: imported.id })).includes(signed));
});

test('files that are no exported run are refused, and nothing is filed', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'w' }) });
  const { runId } = await client.run.wait({ workflowId: 'w' });
  const bundle = throughFile(await client.run.export({ runId }));
  const { events } = bundle;
  const [first] = events;
  assert.ok(first !== undefined);
  const bad: readonly [string, unknown][] = [
    ['another format', { ...bundle, flowrightRun: 2 }],
    ['no events', { ...bundle, events: [] }],
    ['no beginning', { ...bundle, events: events.slice(1) }],
    ['a gap', { ...bundle, events: [first, ...events.slice(2)] }],
    ['two beginnings', { ...bundle, events: [first, { ...first, seq: 2 }] }],
    ['an unknown event', { ...bundle, events: [first, { seq: 2, event: { type: 'explode', at: 1 } }] }],
    [
      'an end in the middle',
      { ...bundle, events: [...events, { seq: events.length + 1, event: { type: 'run-started', at: 1 } }] },
    ],
  ];
  for (const [what, file] of bad)
    await assertFails(client.run.import(throughFile(file)), 'input-invalid').catch((error) =>
      assert.fail(`${what}: ${error}`),
    );
  await assertFails(client.run.import({ ...bundle, workflow: { flowright: 1 } }), 'workflow-invalid');
  await assertFails(client.run.export({ runId: 'missing' }), 'run-not-found');
  assert.equal((await client.run.list({})).items.length, 1);
});

test('redacting changes nothing else, whatever the data, and twice is the same as once', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'password', 'Set-Cookie', 'api_key'));
  const value = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).object;
  fc.assert(
    fc.property(value, (given) => {
      const object = JSON.parse(JSON.stringify(given)) as JsonObject;
      const once = redactObject(object);
      assert.deepEqual(Object.keys(once), Object.keys(object));
      assert.deepEqual(redactObject(once), once);
      const hasCredential = /"(password|Set-Cookie|api_key)":/.test(JSON.stringify(object));
      if (!hasCredential) assert.equal(once, object);
    }),
    { numRuns: 300 },
  );
});
