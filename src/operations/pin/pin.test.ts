import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFails, openTestClient, toWorkflow } from '../testing/test-client.ts';

test('an output is pinned, replaced and removed, with who did it', async (t) => {
  const { client, services } = await openTestClient(t);
  assert.deepEqual((await client.pin.list({ workflowId: 'w' })).items, []);
  for (const output of [null, 0, '', false, [], { ключ: ['💡'] }]) {
    const pin = await client.pin.set({ workflowId: 'w', stepId: 'a', output });
    assert.deepEqual(pin.output, output);
    assert.deepEqual(services.pins.list('w')[0]?.output, output);
  }
  await client.pin.set({ workflowId: 'w', stepId: 'b', output: 2 });
  await client.pin.set({ workflowId: 'other', stepId: 'a', output: 3 });
  const { items } = await client.pin.list({ workflowId: 'w' });
  assert.deepEqual(
    items.map(({ stepId, pinnedBy }) => [stepId, pinnedBy]),
    [
      ['a', 'Owner'],
      ['b', 'Owner'],
    ],
  );
  assert.deepEqual(await client.pin.remove({ workflowId: 'w', stepId: 'a' }), { removed: true });
  assert.deepEqual(await client.pin.remove({ workflowId: 'w', stepId: 'a' }), { removed: false });
  assert.equal(services.pins.list('w').length, 1);
  assert.equal(services.pins.list('other').length, 1);
});

test('pins are bounded, each and together, and replacing one counts once', async (t) => {
  const { client, services } = await openTestClient(t);
  const set = (stepId: string, output: string) => client.pin.set({ workflowId: 'w', stepId, output });
  await assertFails(set('a', 'x'.repeat(1_000_000)), 'limit-exceeded');
  for (let at = 0; at < 10; at++) await set(`step${at}`, 'x'.repeat(999_000));
  await assertFails(set('more', 'x'.repeat(999_000)), 'limit-exceeded');
  await set('step0', 'x'.repeat(999_001));
  await services.pins.removeAll('w');
  for (let at = 0; at < 200; at++) await set(`step${at}`, '');
  await assertFails(set('more', ''), 'limit-exceeded');
  await set('step0', 'again');
});

test('an output is given, and the names are those of a workflow and a step', async (t) => {
  const { client } = await openTestClient(t);
  await assertFails(client.pin.set({ workflowId: 'w', stepId: 'a' } as never), 'input-invalid');
  await assertFails(client.pin.set({ workflowId: 'w', stepId: 'a b', output: 1 }), 'input-invalid');
  await assertFails(client.pin.set({ workflowId: '', stepId: 'a', output: 1 }), 'input-invalid');
});

test('a deleted workflow leaves no pins', async (t) => {
  const { client, services } = await openTestClient(t);
  await client.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w' }) });
  await client.pin.set({ workflowId: 'w', stepId: 'a', output: 1 });
  await client.workflow.delete({ workflowId: 'w' });
  assert.deepEqual(services.pins.list('w'), []);
});
