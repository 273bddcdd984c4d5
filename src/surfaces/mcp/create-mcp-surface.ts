import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import type { OperationRouter } from '#operations/describe.ts';
import type { Services } from '#operations/services.ts';
import { readAuth, toAuth } from './caller-auth.ts';
import { createMcpServer } from './create-mcp-server.ts';
import { createSources } from './create-sources.ts';
import { createEventStore } from './event-store.ts';
import { createSessions, type SessionLimits } from './sessions.ts';
import type { McpSources } from './sources.ts';
import { createStampWatch } from './stamp-watch.ts';

/** Milliseconds after which a client takes up a broken stream. */
const RETRY_MS = 1_000;

/** The MCP server over HTTP. */
export interface McpSurface {
  /** Answers a request to `/mcp`. @throws AppError unauthenticated, limit-exceeded, queue-full… */
  fetch(request: Request, caller: Caller): Promise<Response>;
  /** Ends all sessions; runs under way go on. */
  close(): Promise<void>;
}

export interface McpSurfaceOptions {
  readonly services: Services;
  readonly router: OperationRouter;
  readonly limits?: Partial<SessionLimits>;
  /** Longest wait for the run of a workflow tool, in milliseconds. */
  readonly waitMs?: number;
  /** Adds to what the product offers; for tests of the protocol. */
  readonly extend?: (sources: McpSources) => McpSources;
}

/**
 * Streamable HTTP: a session per client that initialises; a client that does not gets its one answer as JSON. Who asks is
 * looked at with each request, and a session answers only whom it was made for: its id is no credential.
 */
export function createMcpSurface(options: McpSurfaceOptions): McpSurface {
  const { services, router, limits, waitMs, extend } = options;
  const stamps = createStampWatch((error) => services.log('warn', `Changes were not looked for: ${String(error)}`));
  const product = createSources(services, router, stamps, waitMs);
  const sources = extend?.(product) ?? product;
  const sessions = createSessions(limits);
  let closed = false;

  const connect = async (transport: WebStandardStreamableHTTPServerTransport, onClose: () => void) => {
    const made = createMcpServer({ services, sources, stamps, toCaller: ({ authInfo }) => readAuth(authInfo) });
    transport.onclose = () => {
      made.disconnected();
      onClose();
    };
    // The SDK's types are not written for exactOptionalPropertyTypes.
    await made.server.connect(transport as Transport);
    return made;
  };
  const answerOnce = async (request: Request, parsedBody: unknown, caller: Caller) => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await connect(transport, () => undefined);
    const end = () => void transport.close();
    request.signal.addEventListener('abort', end, { once: true });
    try {
      return await Promise.race([
        transport.handleRequest(request, { parsedBody, authInfo: toAuth(caller) }),
        untilAborted(request.signal),
      ]);
    } finally {
      request.signal.removeEventListener('abort', end);
      await transport.close();
    }
  };
  const open = async (request: Request, parsedBody: unknown, caller: Caller, principalId: string) => {
    sessions.makeRoom();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      eventStore: createEventStore(),
      retryInterval: RETRY_MS,
    });
    let id: string | undefined;
    const made = await connect(transport, () => id !== undefined && sessions.remove(id));
    const response = await transport.handleRequest(request, { parsedBody, authInfo: toAuth(caller) });
    id = transport.sessionId;
    if (id === undefined || !response.ok) await transport.close();
    else sessions.add({ id, principalId, transport, isBusy: () => made.busy > 0 });
    return response;
  };

  return {
    async fetch(request, caller) {
      if (closed) throw new AppError('shutting-down', 'The server is about to end. Try again in a moment.');
      const principal = await services.authenticator.authenticate(caller.credentials, caller.address);
      if (principal === undefined) {
        throw new AppError('unauthenticated', 'MCP needs an API token. Send it as "Authorization: Bearer TOKEN".');
      }
      const id = request.headers.get('mcp-session-id');
      if (id !== null) {
        const session = sessions.find(id, principal.id);
        if (session === undefined) return toRpcResponse(404, -32_001, 'Session not found. Initialise a new one.');
        return sessions.answer(session, request, () =>
          session.transport.handleRequest(request, { authInfo: toAuth(caller) }),
        );
      }
      if (request.method !== 'POST') {
        return toRpcResponse(request.method === 'GET' || request.method === 'DELETE' ? 400 : 405, -32_000, NO_SESSION);
      }
      const body = await readJson(request);
      if (body === undefined) return toRpcResponse(400, -32_700, 'Parse error: the body is not JSON.');
      return holdsInitialize(body.value)
        ? open(request, body.value, caller, principal.id)
        : answerOnce(request, body.value, caller);
    },
    async close() {
      closed = true;
      stamps.close();
      await sessions.close();
    },
  };
}

const NO_SESSION = 'Bad Request: the header Mcp-Session-Id is missing. Initialise first, with POST.';

async function readJson(request: Request): Promise<{ readonly value: unknown } | undefined> {
  try {
    return { value: JSON.parse(await request.text()) };
  } catch {
    return undefined;
  }
}

function holdsInitialize(body: unknown): boolean {
  return Array.isArray(body) ? body.some(isInitializeRequest) : isInitializeRequest(body);
}

function untilAborted(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    const gone = () => resolve(new Response(null, { status: 499 }));
    if (signal.aborted) gone();
    else signal.addEventListener('abort', gone, { once: true });
  });
}

function toRpcResponse(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status });
}
