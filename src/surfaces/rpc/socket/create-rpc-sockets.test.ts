import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createORPCClient, ORPCError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Principal } from '#access/principal.ts';
import { AppError } from '#contract/app-error.ts';
import { createPrincipal } from '#operations/testing/fake-access.ts';
import { approvalStep, toWorkflow } from '#operations/testing/test-client.ts';
import { QUICK_FLOW } from '../../testing/flow.ts';
import { OWNER_TOKEN, READER_TOKEN, SESSION, startTestServer } from '../../testing/test-server.ts';
import type { Client } from '../create-client.ts';

const OWNER = { authorization: `Bearer ${OWNER_TOKEN}` };

/** A socket as a program or a page opens it; closed with the test. */
async function openSocket(t: TestContext, url: string, headers: Readonly<Record<string, string>> = OWNER) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc/socket`, { headers });
  t.after(() => socket.terminate());
  await once(socket, 'open');
  const client: Client = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  return { socket, client };
}

/** The status a refused upgrade is answered with. */
function refusal(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const asked = request(`${url}/rpc/socket`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  });
  return new Promise((resolve, reject) => {
    asked.once('response', (response) => resolve(response.resume().statusCode));
    asked.once('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.once('error', reject);
    asked.end();
  });
}

const closed = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0] as number;

test('calls and streams of a page share one socket', async (t) => {
  const { url } = await startTestServer(t);
  const { client } = await openSocket(t, url, { cookie: `flowright_session=${SESSION}`, origin: url });
  const drafts = await client.draft.watch({ workflowId: 'quick' });
  const present = await drafts.next();
  assert.ok(present.done !== true && present.value.kind === 'present');
  await client.workflow.save({ workflowId: 'quick', workflow: QUICK_FLOW });
  const changed = await drafts.next();
  assert.ok(changed.done !== true);
  assert.deepEqual([changed.value.kind, changed.value.version], ['versioned', 1]);
  const { runId } = await client.run.start({ workflowId: 'quick' });
  const types: string[] = [];
  for await (const entry of await client.run.events({ runId }))
    if (entry.kind === 'event') types.push(entry.event.type);
  assert.equal(types.at(-1), 'run-finished');
  await drafts.return?.();
});

test('a stream goes on after the last event a client saw', async (t) => {
  const { url } = await startTestServer(t);
  const { client } = await openSocket(t, url);
  await client.workflow.save({ workflowId: 'quick', workflow: QUICK_FLOW });
  const { runId } = await client.run.start({ workflowId: 'quick' });
  const all: number[] = [];
  for await (const entry of await client.run.events({ runId })) if (entry.kind === 'event') all.push(entry.seq);
  const rest: number[] = [];
  for await (const entry of await client.run.events({ runId }, { lastEventId: '3' }))
    if (entry.kind === 'event') rest.push(entry.seq);
  assert.deepEqual(rest, all.slice(3));
});

test('errors arrive with their code, status and data, and permissions hold', async (t) => {
  const { url } = await startTestServer(t);
  const { client } = await openSocket(t, url, { authorization: `Bearer ${READER_TOKEN}` });
  const [missing] = await safe(client.workflow.get({ workflowId: 'nothing' }));
  assert.ok(missing instanceof ORPCError);
  assert.deepEqual([missing.code, missing.status], ['workflow-not-found', 404]);
  const [forbidden] = await safe(client.workflow.save({ workflowId: 'quick', workflow: QUICK_FLOW }));
  assert.ok(forbidden instanceof ORPCError);
  assert.deepEqual([forbidden.code, forbidden.data], ['forbidden', { permission: 'workflow:write' }]);
  const [wrong] = await safe(client.workflow.list({ limit: 100_000 }));
  assert.ok(wrong instanceof ORPCError && wrong.code === 'input-invalid');
});

test('pages of other sites, other names and strangers get no socket', async (t) => {
  const { url, sockets } = await startTestServer(t);
  const cookie = `flowright_session=${SESSION}`;
  assert.equal(await refusal(url, { cookie, origin: 'https://evil.example' }), 403);
  assert.equal(await refusal(url, { ...OWNER, origin: 'https://evil.example' }), 403);
  assert.equal(await refusal(url, { origin: 'null' }), 403);
  assert.equal(await refusal(url, { cookie }), 403, 'a cookie comes from a browser, which names the page');
  assert.equal(await refusal(url, { ...OWNER, host: 'evil.example' }), 403);
  assert.equal(await refusal(url, {}), 401);
  assert.equal(await refusal(url, { authorization: 'Bearer flw_nobody' }), 401);
  assert.equal(await refusal(url, { cookie, origin: url }), 101);
  assert.equal(await refusal(url, { ...OWNER, 'sec-websocket-version': '7' }), 400);
  await sleep(20);
  assert.equal(sockets.count, 0);
});

test('a request that asks for another protocol, or at another address, is answered as usual', async (t) => {
  const { url } = await startTestServer(t);
  for (const [path, upgrade] of [
    ['/api/health', 'websocket'],
    ['/api/health', 'h2c'],
  ] as const) {
    const asked = request(`${url}${path}`, { headers: { connection: 'Upgrade', upgrade } }).end();
    const [response] = await once(asked, 'response');
    assert.equal(response.resume().statusCode, 200);
  }
});

test('what is no call closes the socket, and nothing else', async (t) => {
  const { url, log } = await startTestServer(t);
  const { client } = await openSocket(t, url);
  for (const [data, code] of [
    ['{', 1008],
    ['[]', 1008],
    ['{"i":"1","p":{"u":"http://evil.example/workflow/list"}}', 1008],
    ['{"i":"1","t":3,"p":{"e":"message","d":1}}', 1008],
    ['{"i":"1","p":{"u":"/workflow/list","h":{"content-type":"text/event-stream"}}}', 1008],
    ['{"i":"1","p":{"u":"/workflow/list","h":"x"}}', 1008],
    [Buffer.from('{"i":"1","p":{"u":"/workflow/list"}}'), 1003],
    [`{"i":"1","p":{"u":"/workflow/list","b":"${'x'.repeat(1_000_000)}"}}`, 1009],
  ] as const) {
    const { socket } = await openSocket(t, url);
    socket.send(data);
    assert.equal(await closed(socket), code, String(data).slice(0, 100));
  }
  assert.deepEqual((await client.workflow.list({})).items, []);
  assert.deepEqual(log, []);
});

test('a call of what there is not is answered, and odd inputs are no defects', async (t) => {
  const { url } = await startTestServer(t);
  const { socket } = await openSocket(t, url);
  const ask = async (frame: object) => {
    socket.send(JSON.stringify(frame));
    const [data] = await once(socket, 'message');
    return JSON.parse(String(data)) as { i: string; p: { s?: number; b?: { json?: { code?: string } } } };
  };
  assert.equal((await ask({ i: 'a', p: { u: '/nothing/here', b: { json: {} } } })).p.s, 404);
  assert.equal((await ask({ i: 'b', p: { u: '/__proto__/x', b: {} } })).p.s, 404);
  const odd = await ask({ i: 'c', p: { u: '/workflow/list', b: { json: {}, meta: [[99, 'x', 'y']] } } });
  assert.ok((odd.p.s ?? 200) < 500);
  const deep = await ask({ i: 'd', p: { u: '/workflow/list', b: 7 } });
  assert.ok((deep.p.s ?? 200) < 500);
});

test('calls and sockets are bounded', async (t) => {
  const { url, sockets } = await startTestServer(t, { socketLimits: { maxSockets: 2, maxCalls: 3 } });
  const { client } = await openSocket(t, url);
  await openSocket(t, url);
  assert.equal(sockets.count, 2);
  assert.equal(await refusal(url, OWNER), 429);
  const streams = await Promise.all(['a', 'b', 'c'].map((workflowId) => client.draft.watch({ workflowId })));
  const [refused] = await safe(client.workflow.list({}));
  assert.ok(refused instanceof ORPCError);
  assert.deepEqual([refused.code, refused.data], ['rate-limited', { limit: 3 }]);
  await streams[0]?.return?.();
  await sleep(50);
  assert.deepEqual((await client.workflow.list({})).items, []);
});

test('every call over a socket counts for the rate limit', async (t) => {
  const { url } = await startTestServer(t, { services: { callLimit: 4 } });
  const { client } = await openSocket(t, url);
  const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => safe(client.workflow.list({}))));
  const codes = outcomes.map(([error]) => (error instanceof ORPCError ? error.code : 'ok'));
  assert.ok(codes.includes('ok') && codes.includes('rate-limited'), String(codes));
});

test('when a session ends its calls are refused, its streams end and its socket closes', async (t) => {
  let isOpen = true;
  const owner: Principal = createPrincipal();
  const authenticator = {
    authenticate: () => {
      if (isOpen) return owner;
      throw new AppError('unauthenticated', 'The session has ended.');
    },
  };
  const { url } = await startTestServer(t, {
    services: { services: { authenticator } },
    socketLimits: { checkEveryMs: 100 },
  });
  const { client, socket } = await openSocket(t, url);
  const stream = await client.draft.watch({ workflowId: 'w' });
  await stream.next();
  isOpen = false;
  const [refused] = await safe(client.workflow.list({}));
  assert.ok(refused instanceof ORPCError && refused.code === 'unauthenticated');
  await assert.rejects(stream.next(), (error) => error instanceof ORPCError && error.code === 'unauthenticated');
  assert.equal(await closed(socket), 4401);
});

test('a client that ends a stream frees what it held', async (t) => {
  const { url, services } = await startTestServer(t);
  await services.workflows.save(toWorkflow({ id: 'ask', steps: [approvalStep('ask')] }));
  const { runId } = await services.host.start({ workflowId: 'ask', trigger: { kind: 'manual' } });
  const { client } = await openSocket(t, url);
  let watching = 0;
  const { watch } = services.host;
  services.host.watch = function count(listener, id) {
    watching += 1;
    const stop = watch.call(services.host, listener, id);
    return () => {
      watching -= 1;
      stop();
    };
  };
  const stream = await client.run.events({ runId });
  await stream.next();
  assert.equal(watching, 1);
  await stream.return?.();
  while (watching > 0) await sleep(5);
});

test('a peer that is gone without a word is dropped, one that answers stays', async (t) => {
  const { url, sockets } = await startTestServer(t, { socketLimits: { heartbeatMs: 50 } });
  const { socket } = await openSocket(t, url);
  const dead = await openSocket(t, url);
  dead.socket.pause();
  while (sockets.count === 2) await sleep(10);
  await sleep(150);
  assert.equal(sockets.count, 1);
  assert.equal(socket.readyState, WebSocket.OPEN);
});

test('a slow reader makes its stream wait instead of filling memory', async (t) => {
  const { url, services } = await startTestServer(t);
  const steps = Array.from({ length: 60 }, (_, at) => ({
    id: `s${at}`,
    input: { values: { text: 'x'.repeat(500_000) } },
    process: { block: 'data.set' },
  }));
  await services.workflows.save(toWorkflow({ id: 'large', steps }));
  const { runId } = await services.host.start({ workflowId: 'large', trigger: { kind: 'manual' } });
  await services.host.waitForEnd(runId);
  const { socket, client } = await openSocket(t, url);
  const stream = await client.run.events({ runId });
  let read = 0;
  const { journal } = services;
  const original = journal.read;
  journal.read = function* count(...args) {
    for (const event of original.apply(journal, args)) {
      read += 1;
      yield event;
    }
  };
  await stream.return?.();
  const slow = await client.run.events({ runId });
  await slow.next();
  socket.pause();
  await sleep(500);
  const whilePaused = read;
  await sleep(300);
  assert.equal(read, whilePaused, 'it waits');
  assert.ok(whilePaused < 100, `${whilePaused} of 120 events were read`);
  socket.resume();
  for await (const _ of slow);
  assert.ok(read > 120);
});

test('closing the server closes its sockets at once, and tells them why', async (t) => {
  const { url, sockets, close } = await startTestServer(t);
  const { socket, client } = await openSocket(t, url);
  const stream = await client.draft.watch({ workflowId: 'w' });
  await stream.next();
  const startedAt = performance.now();
  sockets.close();
  const [code] = await Promise.all([closed(socket), close(10_000)]);
  assert.equal(code, 1001);
  assert.ok(performance.now() - startedAt < 2_000);
});
