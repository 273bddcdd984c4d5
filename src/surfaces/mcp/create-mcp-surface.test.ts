import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  LoggingMessageNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Permission } from '#access/permission.ts';
import { operations } from '#operations/list.ts';
import { createPrincipal } from '#operations/testing/fake-access.ts';
import { createTestServices } from '#operations/testing/test-services.ts';
import { startHttpServer } from '../http/http-server.ts';
import { createRequestListener } from '../http/request-listener.ts';
import { createMcpMount } from './mount-mcp.ts';
import type { SessionLimits } from './sessions.ts';
import { GREET, SLEEP } from './testing/mcp-flows.ts';

const ACCEPT = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

/** The server on a free port, with a token that may do most things and one that may only look at workflows. */
async function startServer(t: TestContext, limits: Partial<SessionLimits> = {}) {
  const services = await createTestServices(t);
  for (const workflow of [GREET, SLEEP]) await services.workflows.save(workflow);
  const createToken = async (name: string, permissions: readonly Permission[]) =>
    (await services.tokens.create({ name, permissions }, createPrincipal())).token;
  const owner = await createToken('all', ['workflow:read', 'workflow:write', 'run:read', 'run:start', 'run:control']);
  const reader = await createToken('reader', ['workflow:read']);
  const mount = createMcpMount({ loadServices: async () => services, loadRouter: async () => operations, limits });
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    handle: createRequestListener({
      host: '127.0.0.1',
      allowedHosts: [],
      allowedOrigins: [],
      health: () => ({ status: 'ok' }),
      handles: [],
      mounts: [mount],
      log: () => undefined,
    }),
  });
  t.after(async () => {
    await mount.close();
    await server.close(500);
  });
  const url = new URL('/mcp', server.url);
  return {
    services,
    owner,
    reader,
    async connect(token = owner) {
      const transport = new StreamableHTTPClientTransport(url, {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      });
      const client = new Client({ name: 'test', version: '1' });
      // The SDK's types are not written for exactOptionalPropertyTypes.
      await client.connect(transport as Transport);
      t.after(() => client.close());
      return { client, transport };
    },
    send: (body: unknown, headers: Readonly<Record<string, string>> = {}, method = 'POST', token = owner) =>
      fetch(url, {
        method,
        headers: { ...ACCEPT, ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

test('a client calls a workflow over HTTP, with progress, and hears that tools have changed', async (t) => {
  const { connect } = await startServer(t);
  const { client, transport } = await connect();
  assert.ok(transport.sessionId !== undefined);
  let steps = 0;
  const result = await client.callTool({ name: 'greet', arguments: { name: 'Ada' } }, undefined, {
    onprogress: () => {
      steps += 1;
    },
  });
  assert.deepEqual(result.structuredContent, { greeting: 'Hello, Ada!' });
  assert.equal(steps, 2);
  const changed = new Promise<void>((resolve) => {
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve());
  });
  await client.callTool({
    name: 'workflow_import',
    arguments: { text: JSON.stringify({ ...GREET, id: 'greet-again' }) },
  });
  await changed;
});

test('cancelling over HTTP cancels the run', async (t) => {
  const { connect, services } = await startServer(t);
  const { client } = await connect();
  const abort = new AbortController();
  client.setNotificationHandler(LoggingMessageNotificationSchema, () => abort.abort('No longer wanted.'));
  await assert.rejects(client.callTool({ name: 'sleep' }, undefined, { signal: abort.signal }));
  const [run] = services.journal.listRuns({ limit: 1 });
  assert.ok(run !== undefined);
  assert.equal((await services.host.waitForEnd(run.id))?.status, 'cancelled');
});

test('nobody gets anything without a token, and the answer says what to send', async (t) => {
  const { send } = await startServer(t);
  for (const token of ['', 'flw_wrong']) {
    const refused = await send(INITIALIZE, {}, 'POST', token);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer/);
    await refused.text();
  }
});

test('a session is of no use to others, ends when deleted, and is unknown after that', async (t) => {
  const { send, connect, reader } = await startServer(t);
  const { transport } = await connect();
  const session = { 'mcp-session-id': transport.sessionId ?? '' };
  const ping = { jsonrpc: '2.0', id: 2, method: 'ping' };
  const status = async (answer: Promise<Response>) => {
    const { status: got, body } = await answer;
    await body?.cancel();
    return got;
  };
  assert.equal(await status(send(ping, session)), 200);
  assert.equal(await status(send(ping, session, 'POST', reader)), 404);
  assert.equal(await status(send(undefined, session, 'DELETE', reader)), 404);
  assert.equal(await status(send(undefined, session, 'DELETE')), 200);
  assert.equal(await status(send(ping, session)), 404);
  assert.equal(await status(send(undefined, {}, 'GET')), 400);
  assert.equal(await status(send(undefined, {}, 'PUT')), 405);
});

test('a client that does not initialise gets its one answer as JSON', async (t) => {
  const { send } = await startServer(t);
  const answer = await send({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'greet', arguments: { name: 'Ada' } },
  });
  assert.equal(answer.headers.get('content-type'), 'application/json');
  assert.equal(answer.headers.get('mcp-session-id'), null);
  const { result } = (await answer.json()) as { result: { structuredContent: unknown } };
  assert.deepEqual(result.structuredContent, { greeting: 'Hello, Ada!' });
});

test('when there is no room, the session longest unused makes it', async (t) => {
  const { send } = await startServer(t, { maxSessions: 2 });
  const open = async () => {
    const answer = await send(INITIALIZE);
    await answer.text();
    return answer.headers.get('mcp-session-id') ?? '';
  };
  const ids = [await open(), await open(), await open()];
  const statuses = [];
  for (const id of ids) {
    const answer = await send({ jsonrpc: '2.0', id: 2, method: 'ping' }, { 'mcp-session-id': id });
    await answer.text();
    statuses.push(answer.status);
  }
  assert.deepEqual(statuses, [404, 200, 200]);
});

test('whatever is sent is answered, and never with a failure of the server', async (t) => {
  const { send } = await startServer(t);
  const bodies: unknown[] = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"__proto__":{"x":1}}',
    '['.repeat(20_000),
    { jsonrpc: '2.0', id: 1, method: 'nothing' },
    { jsonrpc: '2.0', id: 1, method: 'tools/call' },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: '__proto__' } },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run_get', arguments: { runId: { $ne: 1 } } } },
    { jsonrpc: '2.0', id: {}, method: 'ping' },
    { jsonrpc: '1.0', id: 1, method: 'ping' },
    { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 99 } },
    { jsonrpc: '2.0', id: 1, result: {} },
    [INITIALIZE, INITIALIZE],
  ];
  for (const body of bodies) {
    const answer = await send(body);
    const text = await answer.text();
    assert.ok(answer.status < 500, `${answer.status} for ${JSON.stringify(body).slice(0, 80)}`);
    assert.doesNotMatch(text, /\.ts:|node_modules|at async/);
  }
});

test('pages of other sites and other names are refused', async (t) => {
  const { send } = await startServer(t);
  const answer = await send(INITIALIZE, { origin: 'https://evil.example' });
  assert.equal(answer.status, 403);
  await answer.text();
});

test('a stream that breaks is taken up where it was', async (t) => {
  const { send } = await startServer(t);
  const opened = await send(INITIALIZE);
  const first = await opened.text();
  const headers = {
    'mcp-session-id': opened.headers.get('mcp-session-id') ?? '',
    'mcp-protocol-version': '2025-11-25',
  };
  assert.match(first, /^retry: \d+$/m);
  const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'greet', arguments: { name: 'Ada' } } };
  const broken = (await send(call, headers)).body?.getReader();
  const { value } = (await broken?.read()) ?? {};
  const seen = /^id: (.+)$/m.exec(new TextDecoder().decode(value))?.[1];
  assert.ok(seen !== undefined);
  await broken?.cancel();
  const resume = () => send(undefined, { ...headers, 'last-event-id': seen }, 'GET');
  let resumed = await resume();
  // Until the server has noticed that the connection is gone.
  for (let tries = 0; resumed.status === 409 && tries < 200; tries++) {
    await resumed.text();
    resumed = await resume();
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of resumed.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.includes('"result"')) break;
  }
  assert.match(text, /Hello, Ada!/);
});
