import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFails, openTestClient, toWorkflow } from '../testing/test-client.ts';

const chatty = toWorkflow({
  id: 'chatty',
  steps: [
    {
      id: 'one',
      input: { code: 'console.log("hello"); console.warn("odd"); return 1;' },
      process: { block: 'code.javascript' },
    },
    {
      id: 'each',
      input: { items: [1, 2, 3] },
      process: { block: 'control.for_each' },
      body: {
        steps: [
          {
            id: 'two',
            input: { code: 'console.error("item", input);', input: '{{ item }}' },
            process: { block: 'code.javascript' },
          },
        ],
        edges: [],
      },
    },
  ],
});

test('what steps wrote can be read after the run, of all steps or one, page by page', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: chatty });
  const { runId, status } = await client.run.wait({ workflowId: 'chatty' });
  assert.equal(status, 'succeeded');
  const { items, nextCursor } = await client.run.logs({ runId });
  assert.equal(nextCursor, undefined);
  assert.deepEqual(
    items.map(({ path, attempt, level, message }) => [path, attempt, level, message]),
    [
      ['one', 1, 'info', 'hello'],
      ['one', 1, 'warn', 'odd'],
      ['each[0].two', 1, 'error', 'item 1'],
      ['each[1].two', 1, 'error', 'item 2'],
      ['each[2].two', 1, 'error', 'item 3'],
    ],
  );
  const seen: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 9; pages++) {
    const page = await client.run.logs({ runId, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map(({ message }) => message));
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  assert.deepEqual(seen, ['hello', 'odd', 'item 1', 'item 2', 'item 3']);
  const of = async (path: string) => (await client.run.logs({ runId, path })).items.map(({ message }) => message);
  assert.deepEqual(await of('each'), ['item 1', 'item 2', 'item 3']);
  assert.deepEqual(await of('each[1]'), ['item 2']);
  assert.deepEqual(await of('each[1].two'), ['item 2']);
  assert.deepEqual(await of('on'), []);
  await assertFails(client.run.logs({ runId: 'nobody' }), 'run-not-found');
});

test('a run nobody wrote anything in has no lines, and steps are told of as before', async (t) => {
  const { client } = await openTestClient(t);
  await client.workflow.create({ workflow: toWorkflow({ id: 'quiet' }) });
  const { runId } = await client.run.wait({ workflowId: 'quiet' });
  assert.deepEqual(await client.run.logs({ runId }), { items: [] });
  await client.workflow.create({ workflow: chatty });
  const { runId: chattyId } = await client.run.wait({ workflowId: 'chatty' });
  const { steps } = await client.run.get({ runId: chattyId });
  assert.deepEqual(
    steps.map(({ path, status }) => [path, status]),
    [
      ['one', 'succeeded'],
      ['each', 'succeeded'],
    ],
  );
});
