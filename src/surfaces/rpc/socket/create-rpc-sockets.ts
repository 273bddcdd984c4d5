import { RPCHandler } from '@orpc/server/websocket';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import type { OperationRouter } from '#operations/describe.ts';
import type { OperationContext } from '#operations/operation.ts';
import type { Services } from '#operations/services.ts';
import { toOrpcError } from '#operations/to-app-error.ts';
import { DEFAULT_BODY_BYTES } from '../../http/read-body.ts';
import { readCaller } from '../../http/read-caller.ts';
import { describeThrown } from '../../http/thrown-text.ts';
import type { TakeOver } from '../../http/upgrade-listener.ts';
import { createRpcErrors } from '../rpc-errors.ts';
import { readFrame } from './frame.ts';
import { createSocketSession, type SocketSession } from './socket-session.ts';

/** Bounds of what clients may hold open. Times are in milliseconds. */
export interface SocketLimits {
  readonly maxSockets: number;
  /** Calls and streams one socket may have under way. */
  readonly maxCalls: number;
  /** Of one frame. Larger inputs go over HTTP. */
  readonly maxFrameBytes: number;
  /** How often a peer must show that it is there. */
  readonly heartbeatMs: number;
  /** How often it is looked at whether the session of a socket still holds. */
  readonly checkEveryMs: number;
}

const DEFAULT_LIMITS: SocketLimits = {
  maxSockets: 500,
  maxCalls: 100,
  maxFrameBytes: DEFAULT_BODY_BYTES,
  heartbeatMs: 30_000,
  checkEveryMs: 2_000,
};

/** How long a peer has to answer that the socket closes. */
const CLOSE_MS = 500;

/** Why a socket closes, as the peer sees it (RFC 6455, 7.4; 4xxx is for applications). */
const CLOSED = {
  goingAway: [1001, 'The server stops. Come back soon.'],
  unsupported: [1003, 'Only text frames are taken.'],
  noCall: [1008, 'This is no call of the client.'],
  failed: [1011, 'The server failed. Its log says why.'],
  sessionEnded: [4401, 'The session has ended.'],
} as const;

/** Context of one call. */
interface CallContext extends OperationContext {
  readonly session: SocketSession;
  /** Whether the socket has too many calls under way for this one. */
  readonly isTooMany: boolean;
}

/** The sockets of the RPC surface. */
export interface RpcSockets {
  readonly takeOver: TakeOver;
  /** Sockets that are open. */
  readonly count: number;
  /** Closes all sockets at once and takes no more. */
  close(): void;
}

/**
 * The operations over WebSockets: one connection of a page carries all its calls and live streams. Each call passes the same chain as over
 * HTTP, with the token or session the socket was opened with.
 */
export function createRpcSockets(options: {
  readonly router: OperationRouter;
  readonly services: Services;
  readonly limits?: Partial<SocketLimits>;
}): RpcSockets {
  const { router, services } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const errors = createRpcErrors();
  const handler = new RPCHandler<CallContext>(router, {
    interceptors: [...errors.interceptors],
    clientInterceptors: [
      ...errors.clientInterceptors,
      async (call) => {
        const { session, isTooMany } = call.context;
        if (isTooMany) throw toOrpcError(toTooMany(limits.maxCalls));
        const guard = session.guard(call.signal);
        return guard.wrap(await call.next({ ...call, signal: guard.signal }));
      },
    ],
  });
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxFrameBytes,
    handleProtocols: () => false,
  });
  const sockets = new Map<WebSocket, { readonly session: SocketSession; isAlive: boolean }>();
  let closing = false;

  const heartbeat = setInterval(() => {
    for (const [socket, state] of sockets) {
      if (!state.isAlive) {
        socket.terminate();
        continue;
      }
      state.isAlive = false;
      socket.ping();
    }
  }, limits.heartbeatMs).unref();
  const checks = setInterval(() => {
    for (const [socket, { session }] of sockets) void checkSession(socket, session);
  }, limits.checkEveryMs).unref();

  function open(socket: WebSocket, caller: Caller): void {
    const session = createSocketSession(services.authenticator, caller);
    const state = { session, isAlive: true };
    const peer = toPeer(socket);
    let underWay = 0;
    let count = 0;
    sockets.set(socket, state);
    socket.on('pong', () => {
      state.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      sockets.delete(socket);
      handler.close(peer);
    });
    socket.on('message', (data, isBinary) => {
      state.isAlive = true;
      if (socket.readyState !== socket.OPEN) return;
      if (isBinary) return void shut(socket, 'unsupported');
      const text = String(data);
      const kind = readFrame(text);
      if (kind === undefined) return void shut(socket, 'noCall');
      const isTooMany = kind === 'call' && underWay >= limits.maxCalls;
      const requestId = `${caller.requestId}.${++count}`;
      underWay += 1;
      handler
        .message(peer, text, { context: { services, caller: { ...caller, requestId }, session, isTooMany } })
        .catch((error: unknown) => {
          // Whatever was to be sent to a peer that is gone is lost with it.
          if (socket.readyState !== socket.OPEN) return;
          services.log('error', 'A WebSocket failed.', { requestId, ...describeThrown(error) });
          shut(socket, 'failed');
        })
        .finally(() => {
          underWay -= 1;
        });
    });
  }

  return {
    get count() {
      return sockets.size;
    },
    async takeOver(upgrade) {
      const caller = readCaller(upgrade, 'rpc');
      const principal = await services.authenticator.authenticate(caller.credentials, caller.address);
      if (principal === undefined) {
        throw new AppError(
          'unauthenticated',
          'A socket needs an API token or a session. Send "Authorization: Bearer TOKEN", or log in first.',
        );
      }
      services.rateLimiter.take(principal.id, caller.address);
      if (closing) throw new AppError('shutting-down', 'The server stops. Come back soon.');
      if (sockets.size >= limits.maxSockets) {
        throw new AppError('queue-full', `${limits.maxSockets} sockets are open, which is the limit. Try again later.`);
      }
      server.handleUpgrade(upgrade.request, upgrade.socket, upgrade.head, (socket) => open(socket, caller));
    },
    close() {
      closing = true;
      clearInterval(heartbeat);
      clearInterval(checks);
      for (const socket of sockets.keys()) shut(socket, 'goingAway');
    },
  };
}

/** Streams end at the first look that finds the session ended, the socket itself at the next: its page is told what happened first. */
async function checkSession(socket: WebSocket, session: SocketSession): Promise<void> {
  const hadEnded = session.hasEnded;
  if (!(await session.check()) && hadEnded) shut(socket, 'sessionEnded');
}

/** Closes a socket, by force when its peer does not answer. */
function shut(socket: WebSocket, why: keyof typeof CLOSED): void {
  if (socket.readyState !== socket.OPEN) return;
  const [code, reason] = CLOSED[why];
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}

/** The socket as oRPC sees it. Each send waits until the peer took the one before, so that a slow reader makes its streams wait. */
function toPeer(socket: WebSocket): { addEventListener(): void; send(data: unknown): Promise<void> } {
  return {
    addEventListener: () => undefined,
    send: (data) =>
      new Promise((resolve, reject) => {
        // oRPC sends text, or bytes for files, of which the operations have none.
        socket.send(String(data), (error) => (error === undefined || error === null ? resolve() : reject(error)));
      }),
  };
}

function toTooMany(limit: number): AppError {
  return new AppError(
    'rate-limited',
    `${limit} calls and streams are under way on this socket, which is the limit. End some first.`,
    { data: { limit } },
  );
}
