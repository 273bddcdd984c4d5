import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '#contract/app-error.ts';

/** Bounds of what clients may hold open. Times are in milliseconds. */
export interface HttpLimits {
  readonly maxConnections: number;
  /** For the request line and headers together. */
  readonly maxHeaderBytes: number;
  readonly headersTimeoutMs: number;
  /** For the whole request, body included. */
  readonly requestTimeoutMs: number;
  /** How long an idle connection stays open. */
  readonly keepAliveMs: number;
  /** How often overdue connections are looked for. */
  readonly checkEveryMs: number;
}

const DEFAULT_LIMITS: HttpLimits = {
  maxConnections: 5_000,
  maxHeaderBytes: 16_384,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  keepAliveMs: 15_000,
  checkEveryMs: 5_000,
};

/** Answers a request; never throws. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** What the server does with requests that ask for another protocol. */
export interface UpgradeListener {
  /** Whether the request is for a WebSocket there is; any other is answered as if it had not asked. */
  accepts(request: IncomingMessage): boolean;
  /** Takes the connection over or answers why not; never throws. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** `http://host:port` */
  readonly url: string;
  /** Takes no more connections; ends idle ones and streams; resolves when the last is gone, which is forced after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens for HTTP.
 * @throws AppError config-invalid when the address is taken or may not be used
 */
export async function startHttpServer(options: {
  readonly host: string;
  readonly port: number;
  readonly handle: RequestListener;
  /** Requests for another protocol; without it they are answered like any other. */
  readonly upgrade?: UpgradeListener;
  readonly limits?: Partial<HttpLimits>;
}): Promise<HttpServer> {
  const { host, port, handle, upgrade } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  let closing = false;
  const underWay = new Set<ServerResponse>();
  const upgraded = new Set<Duplex>();
  const server = createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      insecureHTTPParser: false,
      noDelay: true,
      ...(upgrade === undefined ? {} : { shouldUpgradeCallback: (request) => upgrade.accepts(request) }),
    },
    (request, response) => {
      if (closing) response.setHeader('connection', 'close');
      underWay.add(response);
      response.once('close', () => {
        underWay.delete(response);
        // Its connection is idle from the next turn on.
        if (closing) setImmediate(() => server.closeIdleConnections());
      });
      handle(request, response);
    },
  );
  server.maxConnections = limits.maxConnections;
  server.on('clientError', refuse);
  if (upgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      if (closing) socket.destroy();
      else upgrade.handle(request, socket, head);
    });
  }
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    port: address.port,
    url: `http://${shown}:${address.port}`,
    close(graceMs) {
      closing = true;
      for (const response of underWay) {
        if (!response.headersSent) response.setHeader('connection', 'close');
        // A stream would last as long as its client likes. Clients of streams come back by themselves.
        else if (isStream(response) && !response.writableEnded) response.destroy();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          server.closeAllConnections();
          for (const socket of upgraded) socket.destroy();
        }, graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function isStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(toListenError(error, host, port));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/** Answers what is no HTTP, is too long or comes too slowly, and ends the connection. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = toRefusal(error.code);
  const body = JSON.stringify({ error: { code, message } });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-content-type-options: nosniff\r\nconnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

function toRefusal(code: string | undefined): readonly [string, string, string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return [
        '431 Request Header Fields Too Large',
        'limit-exceeded',
        'The address or headers are too long. Send less.',
      ];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['408 Request Timeout', 'request-timeout', 'The request did not arrive in time. Send it again.'];
    default:
      return ['400 Bad Request', 'usage-invalid', 'This is no valid HTTP/1.1 request. Correct it.'];
  }
}

function toListenError(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} of ${host} is in use. Stop the other program, or choose another port with --port.`,
    EACCES: `Port ${port} of ${host} may not be used without more rights. Choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Choose one with --host.`,
  };
  return new AppError(
    'config-invalid',
    reasons[error.code ?? ''] ?? `Listening on ${host}:${port} failed: ${error.message}`,
    { cause: error },
  );
}
