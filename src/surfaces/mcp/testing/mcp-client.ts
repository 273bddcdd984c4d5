import type { TestContext } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Caller } from '#operations/caller.ts';
import type { OperationRouter } from '#operations/describe.ts';
import { operations } from '#operations/list.ts';
import { createTestServices, type TestServices, trustedCaller } from '#operations/testing/test-services.ts';
import { createMcpServer } from '../create-mcp-server.ts';
import { createSources } from '../create-sources.ts';
import { createStampWatch } from '../stamp-watch.ts';
import { BREAK, GREET, SLEEP } from './mcp-flows.ts';

/** A client connected to a server in the same process. */
export interface ConnectedClient {
  readonly client: Client;
  readonly services: TestServices;
  /** Closes the server's end, as a client that goes away would. */
  disconnect(): Promise<void>;
}

/** Connects a client to the real operations over a temporary store with three callable workflows. */
export async function connectClient(
  t: TestContext,
  options: {
    readonly caller?: Caller;
    readonly router?: OperationRouter;
    readonly waitMs?: number;
    readonly services?: TestServices;
  } = {},
): Promise<ConnectedClient> {
  const services = options.services ?? (await createTestServices(t));
  for (const workflow of [GREET, SLEEP, BREAK]) await services.workflows.save(workflow);
  const stamps = createStampWatch((error) => services.log('error', String(error)));
  const made = createMcpServer({
    services,
    stamps,
    sources: createSources(services, options.router ?? operations, stamps, options.waitMs),
    toCaller: () => ({ ...(options.caller ?? trustedCaller()), surface: 'mcp' }),
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  far.onclose = made.disconnected;
  await made.server.connect(far);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(near);
  t.after(async () => {
    await client.close();
    stamps.close();
  });
  return { client, services, disconnect: () => far.close() };
}

/** All tools, page by page. */
export async function listAllTools(client: Client) {
  const tools = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools(cursor === undefined ? {} : { cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return tools;
}
