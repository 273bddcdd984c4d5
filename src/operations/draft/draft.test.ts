import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createDraftRepository } from '#store/draft-repository.ts';
import { openTemporaryStore } from '#store/testing/temporary-store.ts';
import { assertFails, openTestClient, type TestClient, toWorkflow } from '../testing/test-client.ts';
import type { DraftChange } from './shapes.ts';

const broken = { flowright: 1, id: 'w', name: 'Half', steps: [{ id: 'no good' }] };

/** The stream of changes, ended with the test. */
async function watch(t: TestContext, client: TestClient, workflowId: string) {
  const stop = new AbortController();
  const stream = await client.draft.watch({ workflowId }, { signal: stop.signal });
  t.after(() => stop.abort());
  const next = async (): Promise<Partial<DraftChange>> => {
    const { value, done } = await stream.next();
    assert.equal(done, false);
    const { at, ...rest } = value as DraftChange;
    assert.ok(at > 1_600_000_000_000);
    return rest;
  };
  return { next, stop, stream };
}

test('a draft of a workflow that was never saved is kept, errors and all', async (t) => {
  const { client } = await openTestClient(t);
  assert.deepEqual(await client.draft.get({ workflowId: 'w' }), {});
  const saved = await client.draft.save({
    ...{ workflowId: 'w', workflow: broken, baseVersion: 0, expectedRevision: 0, window: 'left' },
  });
  assert.equal(saved.revision, 1);
  const { draft } = await client.draft.get({ workflowId: 'w' });
  const { updatedAt } = saved;
  assert.deepEqual(draft, {
    ...{
      workflowId: 'w',
      revision: 1,
      baseVersion: 0,
      workflow: broken,
      updatedAt,
      updatedBy: 'Owner',
      window: 'left',
    },
  });
  const { items } = await client.draft.list({});
  assert.deepEqual(items, [
    { workflowId: 'w', revision: 1, baseVersion: 0, updatedAt, updatedBy: 'Owner', window: 'left', name: 'Half' },
  ]);
});

test('of two windows that change the same revision one is refused and told the other revision', async (t) => {
  const { client } = await openTestClient(t);
  const save = (expectedRevision: number, name: string) =>
    client.draft.save({ workflowId: 'w', workflow: { name }, baseVersion: 0, expectedRevision });
  const outcomes = await Promise.allSettled([save(0, 'left'), save(0, 'right')]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const { data } = await assertFails(save(0, 'late'), 'conflict');
  assert.deepEqual(data, { expectedRevision: 0, revision: 1 });
  assert.deepEqual((await assertFails(save(7, 'future'), 'conflict')).data?.revision, 1);
  assert.equal((await save(1, 'next')).revision, 2);
  const missing = client.draft.save({ workflowId: 'other', workflow: {}, baseVersion: 0, expectedRevision: 3 });
  assert.deepEqual((await assertFails(missing, 'conflict')).data, { expectedRevision: 3, revision: 0 });
});

test('revisions go on after a draft was discarded', async (t) => {
  const { client } = await openTestClient(t);
  const save = (expectedRevision: number) =>
    client.draft.save({ workflowId: 'w', workflow: broken, baseVersion: 0, expectedRevision });
  await save(0);
  await assertFails(client.draft.discard({ workflowId: 'w', expectedRevision: 5 }), 'conflict');
  await client.draft.discard({ workflowId: 'w', expectedRevision: 1 });
  assert.deepEqual(await client.draft.get({ workflowId: 'w' }), {});
  assert.deepEqual((await client.draft.list({})).items, []);
  // Discarding what is not there is no mistake, whoever was faster.
  await client.draft.discard({ workflowId: 'w', expectedRevision: 1 });
  await client.draft.discard({ workflowId: 'never' });
  await assertFails(save(2), 'conflict');
  assert.equal((await save(0)).revision, 3);
});

test('a workflow says when its draft was saved, and takes the draft along when it is deleted', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w' }) });
  assert.equal((await client.workflow.get({ workflowId: 'w' })).draftUpdatedAt, undefined);
  const workflow = { ...broken, name: 'Changed' };
  const { updatedAt } = await client.draft.save({
    ...{ workflowId: 'w', workflow, baseVersion: 1, expectedRevision: 0 },
  });
  assert.equal((await client.workflow.list({})).items[0]?.draftUpdatedAt, updatedAt);
  assert.equal((await client.draft.list({})).items[0]?.currentVersion, 1);
  await client.workflow.delete({ workflowId: 'w' });
  assert.deepEqual(await client.draft.get({ workflowId: 'w' }), {});
});

test('who follows a draft is told how it is, then of every save, discard, version and deletion', async (t) => {
  const { client } = await openTestClient(t);
  await client.draft.save({ workflowId: 'w', workflow: broken, baseVersion: 0, expectedRevision: 0 });
  const { next } = await watch(t, client, 'w');
  assert.deepEqual(await next(), { kind: 'present', revision: 1 });
  await client.draft.save({ workflowId: 'w', workflow: broken, baseVersion: 0, expectedRevision: 1, window: 'right' });
  assert.deepEqual(await next(), { kind: 'saved', revision: 2, by: 'Owner', window: 'right' });
  await client.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w' }) });
  assert.deepEqual(await next(), { kind: 'versioned', version: 1, by: 'Owner' });
  await client.draft.discard({ workflowId: 'w', window: 'right' });
  assert.deepEqual(await next(), { kind: 'discarded', revision: 3, by: 'Owner', window: 'right' });
  await client.workflow.save({ workflowId: 'w', workflow: toWorkflow({ id: 'w', name: 'Two' }) });
  assert.deepEqual(await next(), { kind: 'versioned', version: 2, by: 'Owner' });
  await client.workflow.rollback({ workflowId: 'w', version: 1 });
  assert.deepEqual(await next(), { kind: 'versioned', version: 3, by: 'Owner' });
  await client.workflow.delete({ workflowId: 'w' });
  assert.deepEqual(await next(), { kind: 'deleted' });
});

test('a reader that is slow is told the newest state once', async (t) => {
  const { client } = await openTestClient(t);
  const { next } = await watch(t, client, 'w');
  assert.deepEqual(await next(), { kind: 'present' });
  for (let at = 0; at < 20; at++)
    await client.draft.save({ workflowId: 'w', workflow: {}, baseVersion: 0, expectedRevision: at });
  assert.equal((await next()).revision, 20);
});

test('what another process writes is seen within seconds, and a reader that leaves is forgotten', async (t) => {
  const { client, services } = await openTestClient(t);
  const { next, stop, stream } = await watch(t, client, 'w');
  assert.deepEqual(await next(), { kind: 'present' });
  const other = createDraftRepository(await openTemporaryStore(t, { dataDir: services.store.dataDir }));
  const startedAt = performance.now();
  await other.save('w', { workflow: {}, baseVersion: 0, expectedRevision: 0, by: 'Another' });
  assert.deepEqual(await next(), { kind: 'saved', revision: 1, by: 'Another' });
  assert.ok(performance.now() - startedAt < 4_000);
  stop.abort();
  assert.equal((await stream.next()).done, true);
});

test('a draft that is too large or no object is refused', async (t) => {
  const { client } = await openTestClient(t);
  const save = (workflow: unknown) =>
    client.draft.save({ workflowId: 'w', workflow: workflow as never, baseVersion: 0, expectedRevision: 0 });
  for (const workflow of ['text', [1], null, undefined]) await assertFails(save(workflow), 'input-invalid');
  await assertFails(save({ text: 'x'.repeat(20_000_000) }), 'limit-exceeded');
  let deep: object = {};
  for (let at = 0; at < 300; at++) deep = { deep };
  await assertFails(save(deep), 'limit-exceeded');
  await assertFails(
    client.draft.save({ workflowId: '../w', workflow: {}, baseVersion: 0, expectedRevision: 0 }),
    'input-invalid',
  );
});
