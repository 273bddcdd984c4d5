import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDefinedError, ORPCError, safe } from '@orpc/client';
import { QUICK_FLOW } from '../testing/flow.ts';
import { OWNER_TOKEN, startTestServer } from '../testing/test-server.ts';
import { createClient } from './create-client.ts';

test('the typed client asks for what there is, and follows a run', async (t) => {
  const { url } = await startTestServer(t);
  const client = createClient({ url, token: OWNER_TOKEN });
  const saved = await client.workflow.save({ workflowId: 'quick', workflow: QUICK_FLOW });
  assert.equal(saved.version, 1);
  const { runId } = await client.run.start({ workflowId: 'quick' });
  const types: string[] = [];
  for await (const entry of await client.run.events({ runId }))
    if (entry.kind === 'event') types.push(entry.event.type);
  assert.equal(types[0], 'run-created');
  assert.equal(types.at(-1), 'run-finished');
  assert.equal((await client.run.get({ runId })).status, 'succeeded');
});

test('errors arrive with their code, status and data, and those an operation declares as such', async (t) => {
  const { url } = await startTestServer(t);
  const client = createClient({ url, token: OWNER_TOKEN });
  const [missing] = await safe(client.workflow.get({ workflowId: 'nothing' }));
  assert.ok(missing !== null && isDefinedError(missing));
  assert.equal(missing.code, 'workflow-not-found');
  const [refused] = await safe(createClient({ url }).workflow.list({}));
  assert.ok(refused instanceof ORPCError);
  assert.deepEqual([refused.code, refused.status], ['unauthenticated', 401]);
  const [wrong] = await safe(client.run.list({ limit: 100_000 }));
  assert.ok(wrong instanceof ORPCError);
  assert.equal(wrong.code, 'input-invalid');
  assert.match(wrong.message, /limit/);
});

test('what is no call of the client is refused, and never with the words of a defect', async (t) => {
  const { ask } = await startTestServer(t);
  assert.equal((await ask('POST', '/rpc/nothing/here', { json: {} })).status, 404);
  assert.equal((await ask('GET', '/rpc/run/start?data=%7B%7D')).status, 400, 'what changes something is no GET');
  assert.equal((await ask('POST', '/rpc/workflow/list', '{"json":')).status, 400);
  assert.equal((await ask('POST', '/rpc/workflow/list', '[1,2]')).status < 500, true);
  assert.equal((await ask('POST', '/rpc/workflow/list', { json: {}, meta: [[99, 'x', 'y']] })).status < 500, true);
  assert.equal(
    (await ask('POST', '/rpc/workflow/list', { json: { limit: 1 }, meta: [[0, '__proto__', 'limit']] })).status < 500,
    true,
  );
});
