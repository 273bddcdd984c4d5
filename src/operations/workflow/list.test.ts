import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorkflowRepository } from '#store/workflow-repository.ts';
import { assertFails, openTestClient, type TestClient, toWorkflow } from '../testing/test-client.ts';

async function listAll(client: TestClient, sort: 'id' | 'updated', limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await client.workflow.list({ sort, limit, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === undefined) return ids;
  }
}

test('workflows are listed by id or the last saved first, page by page, those of the same instant too', async (t) => {
  const { client, services } = await openTestClient(t);
  let at = 1_000;
  const workflows = createWorkflowRepository(services.store, () => at);
  for (const id of ['b', 'd', 'a', 'c~1', 'e']) {
    if (id !== 'c~1') at += 10;
    await workflows.save(toWorkflow({ id }));
  }
  at += 10;
  await workflows.save(toWorkflow({ id: 'b', name: 'Again' }));
  for (const limit of [1, 2, 3, 50]) {
    assert.deepEqual(await listAll(client, 'id', limit), ['a', 'b', 'c~1', 'd', 'e']);
    assert.deepEqual(await listAll(client, 'updated', limit), ['b', 'e', 'c~1', 'a', 'd']);
  }
  await assertFails(client.workflow.list({ sort: 'updated', cursor: 'a' }), 'input-invalid');
});

test('tags are listed with how many workflows have each', async (t) => {
  const { client, services } = await openTestClient(t);
  assert.deepEqual((await client.workflow.tags({})).items, []);
  await services.workflows.save(toWorkflow({ id: 'a', tags: ['daily', 'shop', 'daily'] }));
  await services.workflows.save(toWorkflow({ id: 'b', tags: ['daily', 'Ünï/“code”'] }));
  await services.workflows.save(toWorkflow({ id: 'gone', tags: ['gone'] }));
  await services.workflows.remove('gone');
  assert.deepEqual((await client.workflow.tags({})).items, [
    { tag: 'daily', count: 2 },
    { tag: 'shop', count: 1 },
    { tag: 'Ünï/“code”', count: 1 },
  ]);
});
