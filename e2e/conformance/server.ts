import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOwnerToken } from '#access/owner-token.ts';
import { createServices } from '#app/create-services.ts';
import { createTriggers } from '#app/create-triggers.ts';
import { openAccess } from '#app/open-access.ts';
import { openApplication } from '#app/open-application.ts';
import { operations } from '#operations/list.ts';
import { startHttpServer } from '#surfaces/http/http-server.ts';
import { createRequestListener } from '#surfaces/http/request-listener.ts';
import { createMcpMount } from '#surfaces/mcp/mount-mcp.ts';
import { createFixturePrompts, createFixtureResources } from './fixture-resources.ts';
import { createFixtureTools } from './fixture-tools.ts';

/** The MCP server over an empty data folder, with the fixtures of the suite. */
export interface ConformanceServer {
  readonly url: string;
  readonly folder: string;
  close(): Promise<void>;
}

/** Listens on a free port. The suite's client has no token, so each request gets the owner's; all other guards are as always. */
export async function startConformanceServer(): Promise<ConformanceServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flowright-conformance-'));
  const dataDir = join(folder, 'data');
  const log = (level: string, message: string, data?: object) => {
    if (level === 'error') console.error(message, data);
  };
  const app = await openApplication({ dataDir, log });
  const access = openAccess(app.store, (message) => log('warn', message));
  const services = createServices({
    app,
    access,
    triggers: createTriggers(app, { log }),
    version: '0.0.0',
    startedAt: Date.now(),
    roots: [],
    allowPrivate: [],
    log,
  });
  const mcp = createMcpMount({
    loadServices: async () => services,
    loadRouter: async () => operations,
    extend: (product) => ({
      ...product,
      tools: [createFixtureTools(), ...product.tools],
      resources: [createFixtureResources(), ...product.resources],
      prompts: createFixturePrompts(),
    }),
  });
  const { token } = openOwnerToken(dataDir);
  const listener = createRequestListener({
    host: '127.0.0.1',
    allowedHosts: [],
    allowedOrigins: [],
    health: () => ({ status: 'ok' }),
    handles: [],
    mounts: [mcp],
    log,
  });
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    handle(request, response) {
      request.headers.authorization = `Bearer ${token}`;
      listener(request, response);
    },
  });
  return {
    url: server.url,
    folder,
    async close() {
      await mcp.close();
      await server.close(500);
      await access.audit.flush();
      await app.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
