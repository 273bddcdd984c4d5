import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import { QUICK_FLOW } from '../testing/flow.ts';
import { READER_TOKEN, startTestServer } from '../testing/test-server.ts';

test('a workflow is saved, run and looked at, and every answer is what the document says', async (t) => {
  const { ask } = await startTestServer(t);
  const saved = await ask('PUT', '/api/workflows/quick', { workflow: QUICK_FLOW });
  assert.equal(saved.status, 200, saved.text);
  const listed = await ask('GET', '/api/workflows?limit=1');
  assert.equal((listed.json as { items: readonly { id: string }[] }).items[0]?.id, 'quick');
  const started = await ask('POST', '/api/workflows/quick/runs', { input: {} });
  assert.equal(started.status, 201, started.text);
  const { runId } = started.json as { runId: string };
  const events = await ask('GET', `/api/runs/${runId}/events`);
  assert.equal(events.headers.get('content-type'), 'text/event-stream');
  assert.match(events.text, /event: run-finished\n/);
  const run = await ask('GET', `/api/runs/${runId}`);
  assert.equal((run.json as { status: string }).status, 'succeeded');
  assert.equal((await ask('GET', '/api/runs?status=succeeded,failed')).status, 200);
});

test('errors have the status of the table and a body with code and message', async (t) => {
  const { ask } = await startTestServer(t);
  const missing = await ask('GET', '/api/workflows/nothing');
  assert.equal(missing.status, 404);
  assert.equal((missing.json as { error: { code: string } }).error.code, 'workflow-not-found');
  const unknown = await ask('GET', '/api/nothing/here');
  assert.equal(unknown.status, 404);
  assert.equal((unknown.json as { error: { code: string } }).error.code, 'not-found');
  const wrong = await ask('GET', '/api/workflows?limit=many');
  assert.equal(wrong.status, 422);
  const { error } = wrong.json as { error: { code: string; message: string } };
  assert.equal(error.code, 'input-invalid');
  assert.match(error.message, /limit/);
});

test('who shows nothing is asked for a token, and who may not is refused', async (t) => {
  const { ask } = await startTestServer(t);
  const nobody = await ask('GET', '/api/workflows', undefined, { authorization: '' });
  assert.equal(nobody.status, 401);
  assert.match(nobody.headers.get('www-authenticate') ?? '', /^Bearer/);
  const wrong = await ask('GET', '/api/workflows', undefined, { authorization: 'Bearer nobody-knows-this-token' });
  assert.equal(wrong.status, 401);
  const reader = await ask(
    'PUT',
    '/api/workflows/quick',
    { workflow: QUICK_FLOW },
    { authorization: `Bearer ${READER_TOKEN}` },
  );
  assert.equal(reader.status, 403);
  assert.equal(
    (await ask('GET', '/api/workflows', undefined, { authorization: `Bearer ${READER_TOKEN}` })).status,
    200,
  );
});

test('who asks too often is told when to come back', async (t) => {
  const { ask } = await startTestServer(t, { services: { callLimit: 1 } });
  assert.equal((await ask('GET', '/api/workflows')).status, 200);
  const limited = await ask('GET', '/api/workflows');
  assert.equal(limited.status, 429);
  assert.ok(Number(limited.headers.get('retry-after')) >= 1);
});

test('a body that is too large, no JSON, of another type, compressed or no UTF-8 is refused', async (t) => {
  const { ask, url } = await startTestServer(t);
  const large = await ask('POST', '/api/workflows/quick/runs', { input: { text: 'x'.repeat(1_100_000) } });
  assert.equal(large.status, 413);
  assert.equal((await ask('PUT', '/api/workflows/quick', '{"workflow":')).status, 400);
  assert.equal((await ask('PUT', '/api/workflows/quick', 'a=b', { 'content-type': 'text/plain' })).status, 400);
  assert.equal((await ask('PUT', '/api/workflows/quick', '{}', { 'content-encoding': 'gzip' })).status, 400);
  assert.equal(
    (await ask('PUT', '/api/workflows/quick', `{"workflow":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status,
    413,
  );
  const bytes = await fetch(`${url}/api/workflows/quick`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
  });
  assert.equal(bytes.status, 400);
});

test('an operation may take larger bodies than others', async (t) => {
  const large = operation
    .meta({ permission: null, effect: 'read', audit: false, maxBodyBytes: 3_000_000 })
    .route({ method: 'POST', path: '/large/{id}', summary: 'Large', tags: ['test'] })
    .input(z.object({ id: z.string(), text: z.string() }))
    .output(z.object({ length: z.number() }))
    .handler(({ input }) => ({ length: input.text.length }));
  const { ask } = await startTestServer(t, { router: { ...operations, test: { large } } });
  assert.deepEqual((await ask('POST', '/api/large/a', { text: 'x'.repeat(2_000_000) })).json, { length: 2_000_000 });
  assert.equal((await ask('POST', '/api/large/a', { text: 'x'.repeat(3_100_000) })).status, 413);
  assert.equal((await ask('POST', '/rpc/test/large', { json: { id: 'a', text: 'x'.repeat(2_000_000) } })).status, 200);
  assert.equal((await ask('POST', '/rpc/run/start', { json: { text: 'x'.repeat(2_000_000) } })).status, 413);
});

test('a defect is answered with nothing but the id of the request, and logged with its words', async (t) => {
  const broken = operation
    .meta({ permission: null, effect: 'read', audit: false })
    .route({ method: 'GET', path: '/broken', summary: 'Broken', tags: ['test'] })
    .handler(() => {
      throw new TypeError('secret words of /home/somebody/file');
    });
  const { ask, services } = await startTestServer(t, { router: { ...operations, test: { broken } } });
  const answer = await ask('GET', '/api/broken', undefined, { 'x-request-id': 'request-of-mine-1' });
  assert.equal(answer.status, 500);
  assert.equal(answer.headers.get('x-request-id'), 'request-of-mine-1');
  assert.doesNotMatch(answer.text, /secret|somebody|at /);
  assert.match(answer.text, /request-of-mine-1/);
  const logged = services.logged.filter(({ level }) => level === 'error');
  assert.equal(logged.length, 1);
  assert.match(JSON.stringify(logged[0]), /secret words of/);
});

test('HEAD answers like GET without the body', async (t) => {
  const { ask } = await startTestServer(t);
  const answer = await ask('HEAD', '/api/workflows');
  assert.equal(answer.status, 200);
  assert.equal(answer.text, '');
});
