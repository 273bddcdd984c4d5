import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTemporaryFolder } from '#store/testing/temporary-store.ts';
import { openTestClient, setStep, toWorkflow } from '../testing/test-client.ts';
import { createTestServices } from '../testing/test-services.ts';
import { createTemplates } from './templates.ts';

test('every example of the package is a template that can be saved and says what it is made of', async (t) => {
  const { client, services } = await openTestClient(t);
  const { items } = await client.template.list({});
  assert.deepEqual(services.logged, []);
  assert.ok(items.length >= 6);
  for (const { id, workflow, stepCount, blocks, description } of items) {
    assert.ok((description ?? '').length > 20, id);
    assert.ok(stepCount >= 2 && blocks.length >= 1, id);
    await client.workflow.create({ workflow });
  }
});

test('the first steps run to their end with nothing but the program itself', async (t) => {
  const { client } = await openTestClient(t);
  const { items } = await client.template.list({});
  const first = items.find(({ id }) => id === 'first-steps');
  assert.ok(first !== undefined);
  for (const block of first.blocks) {
    const { effect } = await client.block.get({ blockId: block });
    assert.equal(effect, 'pure', block);
  }
  for (const { id, position, body } of first.workflow.steps) {
    assert.ok(position !== undefined, id);
    for (const inner of body?.steps ?? []) assert.ok(inner.position !== undefined, inner.id);
  }
  await client.workflow.create({ workflow: first.workflow });
  const run = await client.run.wait({ workflowId: first.workflow.id });
  assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
  assert.match(JSON.stringify(run.output), /24 × sourdough loaves for Café Lumen, by van/);
  assert.match(JSON.stringify(run.output), /1 × birthday cake for Jonas, age 7, by bike/);
});

test('a file that is no valid workflow is left out, and the log says which', async (t) => {
  const services = await createTestServices(t);
  const folder = createTemporaryFolder();
  writeFileSync(join(folder, 'good.json'), JSON.stringify(toWorkflow({ id: 'good' })));
  writeFileSync(join(folder, 'cut.json'), '{ "flowright": 1,');
  writeFileSync(join(folder, 'odd.json'), '[]');
  writeFileSync(
    join(folder, 'wrong.json'),
    JSON.stringify(toWorkflow({ id: 'wrong', steps: [setStep('a', { x: '{{ nobody.x }}' })] })),
  );
  writeFileSync(join(folder, 'notes.txt'), 'not a workflow');
  const read = createTemplates(folder, services);
  const [templates, again] = await Promise.all([read(), read()]);
  assert.deepEqual(
    templates.map(({ id }) => id),
    ['good'],
  );
  assert.equal(again, templates);
  const told = services.logged.map(({ message }) => message);
  assert.equal(told.length, 3);
  for (const file of ['cut.json', 'odd.json', 'wrong.json'])
    assert.ok(
      told.some((line) => line.includes(file)),
      file,
    );
});

test('a folder that is missing gives no templates', async (t) => {
  const services = await createTestServices(t);
  assert.deepEqual(await createTemplates('/nowhere/at/all', services)(), []);
  assert.match(services.logged[0]?.message ?? '', /nowhere/);
});
