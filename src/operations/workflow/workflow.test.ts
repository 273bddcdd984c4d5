import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFails, openTestClient, setStep, toWorkflow } from '../testing/test-client.ts';

const first = toWorkflow({ id: 'orders', name: 'Orders', tags: ['daily'] });
const second = toWorkflow({ id: 'orders', name: 'Orders', steps: [setStep('a'), setStep('b')] });

test('a workflow is created once, saved as versions, listed and read', async (t) => {
  const { client } = await openTestClient(t);
  const made = await client.workflow.create({ workflow: first, message: 'Begin' });
  assert.deepEqual([made.version, made.isNew, made.author, made.message], [1, true, 'Owner', 'Begin']);
  await assertFails(client.workflow.create({ workflow: second }), 'conflict');
  const saved = await client.workflow.save({ workflowId: 'orders', workflow: second, expectedVersion: 1 });
  assert.equal(saved.version, 2);
  const same = await client.workflow.save({ workflowId: 'orders', workflow: second });
  assert.deepEqual([same.version, same.isNew], [2, false]);
  const got = await client.workflow.get({ workflowId: 'orders' });
  assert.deepEqual(got.workflow, second);
  assert.equal(got.currentVersion, 2);
  await client.workflow.create({ workflow: toWorkflow({ id: 'zoo', tags: ['daily'] }) });
  const page = await client.workflow.list({ limit: 1 });
  assert.deepEqual([page.items.map((item) => item.id), page.nextCursor], [['orders'], 'orders']);
  const rest = await client.workflow.list({ limit: 1, cursor: page.nextCursor });
  assert.deepEqual([rest.items.map((item) => item.id), rest.nextCursor], [['zoo'], undefined]);
  assert.equal((await client.workflow.list({ search: 'ORD' })).items.length, 1);
  assert.deepEqual(
    (await client.workflow.list({ tag: 'daily' })).items.map((item) => item.id),
    ['zoo'],
  );
  await assertFails(client.workflow.get({ workflowId: 'missing' }), 'workflow-not-found');
});

test('of two saves based on the same version, one is a conflict that tells the current version', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: first });
  const save = (name: string) =>
    client.workflow.save({ workflowId: 'orders', workflow: { ...first, name }, expectedVersion: 1 });
  const outcomes = await Promise.allSettled([save('One'), save('Two')]);
  assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected']);
  const { data } = await assertFails(save('Three'), 'conflict');
  assert.deepEqual(data, { expectedVersion: 1, currentVersion: 2 });
});

test('documents with errors are refused with all their problems, whatever way they come', async (t) => {
  const { client } = await openTestClient(t);
  const broken = toWorkflow({ id: 'broken', steps: [{ id: 'a', process: { block: 'no.such_block' } }] });
  for (const call of [
    client.workflow.create({ workflow: broken }),
    client.workflow.save({ workflowId: 'broken', workflow: broken }),
    client.workflow.import({ text: JSON.stringify(broken) }),
    client.workflow.simulate({ workflow: broken }),
  ]) {
    const { data } = await assertFails(call, 'workflow-invalid');
    const [problem] = (data?.problems ?? []) as readonly { readonly code: string; readonly pointer: string }[];
    assert.equal(problem?.code, 'unknown-block');
    assert.match(problem?.pointer ?? '', /^\/steps\/0/);
  }
  const report = await client.workflow.validate({ workflow: broken });
  assert.deepEqual([report.valid, report.problems[0]?.stepId], [false, 'a']);
  const shapeless = { flowright: 1, id: 'x', steps: 'none', extra: true } as unknown as typeof first;
  const shape = await client.workflow.validate({ workflow: shapeless });
  assert.equal(shape.valid, false);
  assert.deepEqual(new Set(shape.problems.map((problem) => problem.code)), new Set(['invalid-shape']));
  assert.deepEqual(await client.workflow.validate({ workflow: first }), { valid: true, problems: [] });
  await assertFails(client.workflow.save({ workflowId: 'other', workflow: first }), 'input-invalid');
  assert.deepEqual((await client.workflow.list({})).items, []);
});

test('versions are listed, read, compared and brought back', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: first });
  await client.workflow.save({ workflowId: 'orders', workflow: second });
  const page = await client.workflow.versions({ workflowId: 'orders', limit: 1 });
  assert.deepEqual([page.items.map((item) => item.version), page.nextCursor], [[2], '2']);
  const older = await client.workflow.versions({ workflowId: 'orders', cursor: Number(page.nextCursor) });
  assert.deepEqual(
    older.items.map((item) => item.version),
    [1],
  );
  assert.deepEqual((await client.workflow.version({ workflowId: 'orders', version: 1 })).workflow, first);
  const { from, to, changes } = await client.workflow.diff({ workflowId: 'orders', from: 1 });
  assert.deepEqual([from, to], [1, 2]);
  assert.ok(changes.some((change) => change.kind === 'added' && change.stepId === 'b'));
  const back = await client.workflow.rollback({ workflowId: 'orders', version: 1, expectedVersion: 2 });
  assert.deepEqual([back.version, back.message], [3, 'Back to version 1']);
  await assertFails(client.workflow.rollback({ workflowId: 'orders', version: 1, expectedVersion: 2 }), 'conflict');
  await assertFails(client.workflow.rollback({ workflowId: 'orders', version: 9 }), 'version-not-found');
  await assertFails(client.workflow.diff({ workflowId: 'orders', from: 1, to: 9 }), 'version-not-found');
  await assertFails(client.workflow.versions({ workflowId: 'missing' }), 'workflow-not-found');
  await assertFails(client.workflow.version({ workflowId: 'missing', version: 1 }), 'workflow-not-found');
});

test('a copy is a workflow of its own', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: first });
  const copy = await client.workflow.duplicate({ workflowId: 'orders', newId: 'orders-2' });
  assert.deepEqual([copy.workflowId, copy.version], ['orders-2', 1]);
  assert.equal((await client.workflow.get({ workflowId: 'orders-2' })).name, 'Orders (copy)');
  await assertFails(client.workflow.duplicate({ workflowId: 'orders', newId: 'orders-2', name: 'Other' }), 'conflict');
  await assertFails(client.workflow.duplicate({ workflowId: 'missing', newId: 'x' }), 'workflow-not-found');
  await assertFails(client.workflow.duplicate({ workflowId: 'orders', newId: '../x' }), 'input-invalid');
});

test('a deleted workflow is gone from lists, fires no more, and comes back when it is saved', async (t) => {
  const { services, client } = await openTestClient(t);
  await client.workflow.create({ workflow: first });
  await client.workflow.activate({ workflowId: 'orders' });
  assert.deepEqual(await client.workflow.delete({ workflowId: 'orders' }), { workflowId: 'orders' });
  assert.equal(services.triggers.findActivation('orders'), undefined);
  await assertFails(client.workflow.get({ workflowId: 'orders' }), 'workflow-not-found');
  await assertFails(client.workflow.delete({ workflowId: 'orders' }), 'workflow-not-found');
  assert.deepEqual((await client.workflow.version({ workflowId: 'orders', version: 1 })).workflow, first);
  assert.equal((await client.workflow.create({ workflow: second })).version, 2);
});

test('text goes in and out as JSON and YAML', async (t) => {
  const { client } = await openTestClient(t);
  for (const format of ['json', 'yaml'] as const) {
    await client.workflow.save({ workflowId: 'orders', workflow: first });
    const { text, fileName, version } = await client.workflow.export({ workflowId: 'orders', format });
    assert.equal(fileName, `orders.${format}`);
    assert.equal((await client.workflow.import({ text })).version, version);
  }
  const read = await client.workflow.import({
    text: 'flowright: 1\nid: y\nname: Y\nsteps:\n  - id: a\n    process: { block: manual.start }\n',
  });
  assert.deepEqual([read.workflowId, read.message], ['y', 'Imported']);
  await assertFails(client.workflow.import({ text: '{ "flowright": 1, ' }), 'document-unreadable');
  await assertFails(client.workflow.import({ text: 'just words' }), 'workflow-invalid');
  await assertFails(client.workflow.export({ workflowId: 'orders', version: 99 }), 'version-not-found');
});

test('a dry run answers what would happen, of a document or a saved workflow', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: second });
  const saved = await client.workflow.simulate({ workflowId: 'orders' });
  assert.deepEqual([saved.status, saved.output, saved.moreEvents], ['succeeded', { done: true }, 0]);
  assert.equal(saved.events[0]?.event.type, 'run-created');
  const tried = await client.workflow.simulate({ workflow: toWorkflow({ id: 'x', steps: [setStep('a', { n: 5 })] }) });
  assert.deepEqual(tried.output, { n: 5 });
  assert.deepEqual((await client.run.list({})).items, []);
  await assertFails(client.workflow.simulate({}), 'input-invalid');
  await assertFails(client.workflow.simulate({ workflowId: 'orders', workflow: first }), 'input-invalid');
  await assertFails(client.workflow.simulate({ workflowId: 'missing' }), 'workflow-not-found');
});

test('a version is activated, listed and deactivated', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: first });
  await client.workflow.save({ workflowId: 'orders', workflow: second });
  assert.equal((await client.workflow.activate({ workflowId: 'orders', version: 1 })).version, 1);
  assert.equal((await client.workflow.get({ workflowId: 'orders' })).activeVersion, 1);
  const { items } = await client.workflow.activations({});
  assert.deepEqual(
    items.map((item) => [item.workflowId, item.triggers[0]?.stepId]),
    [['orders', 'daily']],
  );
  await client.workflow.deactivate({ workflowId: 'orders' });
  assert.deepEqual((await client.workflow.activations({})).items, []);
  await assertFails(client.workflow.activate({ workflowId: 'orders', version: 7 }), 'version-not-found');
  await assertFails(client.workflow.activate({ workflowId: 'missing' }), 'workflow-not-found');
  await assertFails(client.workflow.deactivate({ workflowId: 'missing' }), 'workflow-not-found');
});
