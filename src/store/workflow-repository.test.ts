import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '#contract/app-error.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { Workflow } from '#contract/workflow.ts';
import { openTemporaryStore } from './testing/temporary-store.ts';
import { createWorkflowRepository } from './workflow-repository.ts';

const withCode = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;

function sampleWorkflow(id: string, changes: Partial<Workflow> = {}): Workflow {
  return { flowright: 1, id, name: `The ${id}`, inputs: [], steps: [], edges: [], ...changes };
}

test('every save of a changed document is a new version, and old ones stay as they were', async (t) => {
  let now = 100;
  const workflows = createWorkflowRepository(await openTemporaryStore(t), () => now++);
  const first = sampleWorkflow('orders', { description: 'one', tags: ['daily'] });
  const second = sampleWorkflow('orders', { name: 'Changed' });
  assert.equal((await workflows.save(first, { author: 'ann', message: 'start' })).version, 1);
  assert.equal((await workflows.save(second)).version, 2);
  assert.deepEqual(workflows.findVersion('orders', 1)?.document, first);
  assert.deepEqual(workflows.findCurrent('orders')?.document, second);
  assert.deepEqual(workflows.find('orders'), {
    id: 'orders',
    name: 'Changed',
    description: undefined,
    tags: [],
    currentVersion: 2,
    createdAt: 100,
    updatedAt: 101,
  });
  const versions = workflows.listVersions('orders', { limit: 10 });
  assert.deepEqual(
    versions.map(({ version, author, message }) => [version, author, message]),
    [
      [2, undefined, undefined],
      [1, 'ann', 'start'],
    ],
  );
  assert.deepEqual(
    workflows.listVersions('orders', { limit: 10, beforeVersion: 2 }).map(({ version }) => version),
    [1],
  );
});

test('saving what is current already makes no version', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  const made = await workflows.save(sampleWorkflow('orders'));
  const again = await workflows.save(sampleWorkflow('orders'));
  assert.deepEqual([made.isNew, made.version, again.isNew, again.version], [true, 1, false, 1]);
});

test('a save based on an old version is refused and changes nothing', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  await workflows.save(sampleWorkflow('orders'), { expectedVersion: 0 });
  await workflows.save(sampleWorkflow('orders', { name: 'Two' }), { expectedVersion: 1 });
  await assert.rejects(
    workflows.save(sampleWorkflow('orders', { name: 'Three' }), { expectedVersion: 1 }),
    withCode('conflict'),
  );
  await assert.rejects(
    workflows.save(sampleWorkflow('orders', { name: 'Three' }), { expectedVersion: 0 }),
    withCode('conflict'),
  );
  await assert.rejects(workflows.save(sampleWorkflow('new'), { expectedVersion: 3 }), withCode('conflict'));
  assert.equal(workflows.find('new'), undefined);
  assert.equal(workflows.find('orders')?.name, 'Two');
});

test('of saves at the same time based on one version, one wins', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  await workflows.save(sampleWorkflow('orders'));
  const saves = ['a', 'b', 'c'].map((name) =>
    workflows.save(sampleWorkflow('orders', { name }), { expectedVersion: 1 }),
  );
  const outcomes = await Promise.allSettled(saves);
  assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected', 'rejected']);
  assert.ok(outcomes.every((outcome) => outcome.status === 'fulfilled' || withCode('conflict')(outcome.reason)));
  assert.equal(workflows.find('orders')?.currentVersion, 2);
  const names = ['x', 'y', 'z'].map((name) => workflows.save(sampleWorkflow('orders', { name })));
  assert.deepEqual((await Promise.all(names)).map((saved) => saved.version).sort(), [3, 4, 5]);
});

test('a rollback saves an old version again as the newest', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  await workflows.save(sampleWorkflow('orders', { name: 'One' }));
  await workflows.save(sampleWorkflow('orders', { name: 'Two' }));
  const back = await workflows.rollback('orders', 1, { author: 'ann' });
  assert.deepEqual([back.version, back.message, back.author], [3, 'Back to version 1', 'ann']);
  assert.equal(workflows.findCurrent('orders')?.document.name, 'One');
  await assert.rejects(workflows.rollback('orders', 9), withCode('version-not-found'));
  await assert.rejects(workflows.rollback('nothing', 1), withCode('version-not-found'));
});

test('a removed workflow is hidden, keeps its versions, and comes back with the next one', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  await workflows.save(sampleWorkflow('orders'));
  await workflows.remove('orders');
  assert.equal(workflows.findCurrent('orders'), undefined);
  assert.deepEqual(workflows.list({ limit: 10 }), []);
  assert.equal(workflows.findVersion('orders', 1)?.version, 1);
  await assert.rejects(workflows.remove('orders'), withCode('workflow-not-found'));
  assert.equal((await workflows.save(sampleWorkflow('orders'), { expectedVersion: 0 })).version, 2);
  assert.equal(workflows.find('orders')?.currentVersion, 2);
});

test('workflows are found by part of their name, by tag, and page by page', async (t) => {
  const workflows = createWorkflowRepository(await openTemporaryStore(t));
  await workflows.save(sampleWorkflow('a', { name: 'Über 100%', tags: ['x', 'y'] }));
  await workflows.save(sampleWorkflow('b_1', { name: 'Report' }));
  await workflows.save(sampleWorkflow('c', { name: 'report', tags: ['y'] }));
  const ids = (filter: Omit<Parameters<typeof workflows.list>[0], 'limit'>, limit = 10): readonly string[] =>
    workflows.list({ ...filter, limit }).map((workflow) => workflow.id);
  assert.deepEqual(ids({}), ['a', 'b_1', 'c']);
  assert.deepEqual(ids({ search: 'REPORT' }), ['b_1', 'c']);
  assert.deepEqual(ids({ search: '%' }), ['a']);
  assert.deepEqual(ids({ search: '_' }), ['b_1']);
  assert.deepEqual(ids({ search: "' OR 1=1 --" }), []);
  assert.deepEqual(ids({ tag: 'y' }), ['a', 'c']);
  assert.deepEqual(ids({}, 2), ['a', 'b_1']);
  assert.deepEqual(ids({ after: { id: 'b_1' } }, 2), ['c']);
});
