import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import * as z from 'zod';
import { operations } from '#operations/list.ts';
import { operation } from '#operations/operation.ts';
import { createMcpSurface } from '#surfaces/mcp/create-mcp-surface.ts';
import { OWNER_TOKEN, READER_TOKEN, startTestServer, type TestServer } from '#surfaces/testing/test-server.ts';

/** An operation no surface has heard of. */
const knock = operation
  .meta({ permission: 'settings:write', effect: 'effect', audit: true })
  .route({ method: 'POST', path: '/doors/{door}/knocks', description: 'Knocks at a door.', tags: ['door'] })
  .input(z.object({ door: z.string().describe('Which door'), times: z.number().int().min(1).max(9).optional() }))
  .output(z.object({ heard: z.string().describe('What was heard') }))
  .handler(({ input: { door, times = 1 } }) => ({ heard: `${door}: ${'knock '.repeat(times).trim()}` }));

const router = { ...operations, door: { knock } };

/** A session of the official client with the MCP surface. */
async function withMcp<T>({ services }: TestServer, act: (client: Client) => Promise<T>): Promise<T> {
  const surface = createMcpSurface({ services, router });
  const client = new Client({ name: 'one-list', version: '1' });
  const credentials = { kind: 'bearer', token: OWNER_TOKEN } as const;
  const caller = { credentials, surface: 'mcp', address: 'local', requestId: 'request-1' };
  const transport = new StreamableHTTPClientTransport(new URL('http://127.0.0.1/mcp'), {
    fetch: (url, init) => surface.fetch(new Request(url, init), caller),
  });
  try {
    // The SDK's types are not written for exactOptionalPropertyTypes.
    await client.connect(transport as Transport);
    return await act(client);
  } finally {
    await client.close();
    await surface.close();
  }
}

test('an operation added to the list is on every surface, described and callable, and leaves its entries', async (t) => {
  const server = await startTestServer(t, { router });
  const { ask, services } = server;

  const document = (await ask('GET', '/api/openapi.json')).json as { paths: Record<string, { post?: object }> };
  const described = JSON.stringify(document.paths['/doors/{door}/knocks']?.post);
  assert.match(described, /Knocks at a door\./);
  assert.match(described, /Which door/);
  const rest = await ask('POST', '/api/doors/front/knocks', { times: 2 });
  assert.deepEqual(rest.json, { heard: 'front: knock knock' });

  const rpc = await ask('POST', '/rpc/door/knock', { json: { door: 'back' } });
  assert.deepEqual(rpc.json, { json: { heard: 'back: knock' } });

  const schema = await ask('POST', '/graphql', {
    query: '{ __type(name: "Mutation") { fields { name description args { name description } } } }',
  });
  const { fields } = (schema.json as { data: { __type: { fields: readonly { name: string }[] } } }).data.__type;
  assert.deepEqual(
    fields.find(({ name }) => name === 'doorKnock'),
    {
      name: 'doorKnock',
      description: 'Knocks at a door. Needs the permission `settings:write`.',
      args: [
        { name: 'door', description: 'Which door' },
        { name: 'times', description: null },
      ],
    },
  );
  const graphql = await ask('POST', '/graphql', { query: 'mutation { doorKnock(door: "side", times: 3) { heard } }' });
  assert.deepEqual(graphql.json, { data: { doorKnock: { heard: 'side: knock knock knock' } } });

  await withMcp(server, async (client) => {
    const { tools } = await client.listTools();
    const tool = tools.find(({ name }) => name === 'door_knock');
    assert.equal(tool?.description, 'Knocks at a door.');
    assert.match(JSON.stringify(tool?.inputSchema), /Which door/);
    const result = await client.callTool({ name: 'door_knock', arguments: { door: 'cellar' } });
    assert.deepEqual(result.structuredContent, { heard: 'cellar: knock' });
  });

  await services.audit.flush();
  const entries = [...services.audit.list({ what: 'door.knock', limit: 10 })];
  assert.deepEqual(entries.map(({ from, outcome }) => `${from.split(' ')[0]} ${outcome}`).toSorted(), [
    'graphql succeeded',
    'mcp succeeded',
    'rest succeeded',
    'rpc succeeded',
  ]);
});

test('what the list says about who may is said by every surface', async (t) => {
  const server = await startTestServer(t, { router });
  const reader = { authorization: `Bearer ${READER_TOKEN}` };
  assert.equal((await server.ask('POST', '/api/doors/front/knocks', {}, reader)).status, 403);
  assert.equal((await server.ask('POST', '/rpc/door/knock', { json: { door: 'front' } }, reader)).status, 403);
  const query = 'mutation { doorKnock(door: "front") { heard } }';
  assert.match((await server.ask('POST', '/graphql', { query }, reader)).text, /"forbidden"/);
});
