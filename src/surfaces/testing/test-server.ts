import type { TestContext } from 'node:test';
import type { Principal } from '#access/principal.ts';
import type { Credentials } from '#operations/caller.ts';
import type { OperationRouter } from '#operations/describe.ts';
import { operations } from '#operations/list.ts';
import { createPrincipal } from '#operations/testing/fake-access.ts';
import { createTestServices, type TestServices, type TestServicesOptions } from '#operations/testing/test-services.ts';
import type { GraphqlOptions } from '../graphql/create-graphql-surface.ts';
import { createFetchHandle } from '../http/fetch-handle.ts';
import { toHealth } from '../http/health.ts';
import { type HttpLimits, startHttpServer } from '../http/http-server.ts';
import { createRequestListener, type ListenerOptions } from '../http/request-listener.ts';
import { createUpgradeListener } from '../http/upgrade-listener.ts';
import { createApi } from '../rest/create-api.ts';
import { createReference } from '../rest/create-reference.ts';
import { createRpc } from '../rpc/create-rpc.ts';
import { createRpcSockets, type RpcSockets, type SocketLimits } from '../rpc/socket/create-rpc-sockets.ts';
import { createRunFeed, type RunFeed } from '../sse/run-feed.ts';
import { type ApiDocument, createResponseCheck } from './response-check.ts';

/** A token that may do everything, and one that may only look at workflows. */
export const OWNER_TOKEN = 'flowright-owner-token-for-tests';
export const READER_TOKEN = 'flowright-reader-token-for-tests';
export const SESSION = 'session-of-the-owner-in-tests';

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** A server on a free port of this machine. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly services: TestServices;
  readonly feed: RunFeed;
  readonly sockets: RpcSockets;
  /** Lines of the log. */
  readonly log: readonly string[];
  /** Asks as the owner, and checks the answer against the OpenAPI document when it is one of `/api`. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(graceMs: number): Promise<void>;
}

export interface TestServerOptions {
  readonly services?: TestServicesOptions;
  readonly router?: OperationRouter;
  readonly listener?: Partial<ListenerOptions>;
  readonly httpLimits?: Partial<HttpLimits>;
  readonly maxListeners?: number;
  readonly heartbeatMs?: number;
  readonly socketLimits?: Partial<SocketLimits>;
}

/** Starts the server with the real operations over a temporary store. Closed when the test ends. */
export async function startTestServer(t: TestContext, options: TestServerOptions = {}): Promise<TestServer> {
  const log: string[] = [];
  const services = await createTestServices(t, {
    ...options.services,
    services: { authenticator: createTokenAuthenticator(), ...options.services?.services },
  });
  const router = options.router ?? operations;
  const feed = createRunFeed(services, {
    onError: (error) => log.push(`feed: ${error}`),
    ...(options.maxListeners === undefined ? {} : { maxListeners: options.maxListeners }),
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const sockets = createRpcSockets({
    router,
    services,
    ...(options.socketLimits === undefined ? {} : { limits: options.socketLimits }),
  });
  const guards = {
    host: '127.0.0.1',
    allowedHosts: [],
    allowedOrigins: [],
    log: (level: string, message: string, data?: object) => log.push(JSON.stringify({ level, message, ...data })),
  };
  const handle = createRequestListener({
    ...guards,
    health: () => toHealth(services),
    handles: [createReference()],
    mounts: [
      { prefix: '/api', load: async () => createApi({ router, services, feed }) },
      { prefix: '/rpc', load: async () => createRpc({ router, services }) },
      { prefix: '/graphql', load: () => loadGraphql({ services, router }) },
    ],
    ...options.listener,
  });
  const server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    handle,
    upgrade: createUpgradeListener({
      ...guards,
      ...options.listener,
      sockets: [{ path: '/rpc/socket', load: async () => sockets.takeOver }],
    }),
    ...(options.httpLimits === undefined ? {} : { limits: options.httpLimits }),
  });
  t.after(async () => {
    feed.close();
    sockets.close();
    await server.close(500);
  });
  let check: ReturnType<typeof createResponseCheck> | undefined;

  return {
    url: server.url,
    port: server.port,
    services,
    feed,
    sockets,
    log,
    async ask(method, path, body, headers = {}) {
      if (check === undefined) {
        const response = await fetch(`${server.url}/api/openapi.json`);
        check = createResponseCheck((await response.json()) as ApiDocument);
      }
      const response = await fetch(`${server.url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${OWNER_TOKEN}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const type = response.headers.get('content-type');
      const below = path.startsWith('/api/') ? (path.slice(4).split('?')[0] ?? '') : undefined;
      if (below !== undefined && method !== 'HEAD' && !/^\/(docs|openapi\.json)/.test(below)) {
        check({ method, path: below, status: response.status, type, text });
      }
      const json = type?.startsWith('application/json') === true && text !== '' ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, text, json };
    },
    close: (graceMs) => server.close(graceMs),
  };
}

async function loadGraphql(options: GraphqlOptions) {
  const { createGraphqlSurface } = await import('../graphql/create-graphql-surface.ts');
  return createFetchHandle({ surface: 'graphql', fetch: createGraphqlSurface(options) });
}

function createTokenAuthenticator() {
  const owner = createPrincipal();
  const reader: Principal = {
    id: 'token:reader',
    kind: 'token',
    name: 'Reader',
    permissions: new Set(['workflow:read']),
  };
  const byToken = new Map([
    [OWNER_TOKEN, owner],
    [READER_TOKEN, reader],
  ]);
  return {
    authenticate: async (credentials: Credentials): Promise<Principal | undefined> => {
      if (credentials.kind === 'trusted') return credentials.principal;
      if (credentials.kind === 'bearer') return byToken.get(credentials.token);
      return credentials.kind === 'session' && credentials.session === SESSION ? owner : undefined;
    },
  };
}
