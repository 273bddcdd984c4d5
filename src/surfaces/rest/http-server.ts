import type { AddressInfo } from 'node:net';
import { AppError } from '#contract/app-error.ts';

/** Answers a request. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** `http://host:port` */
  readonly url: string;
  /** Takes no more connections; ends idle ones; resolves when the last is gone, or after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens for HTTP.
 * @throws AppError config-invalid when the address is taken or may not be used
 */
export async function startHttpServer(options: {
  readonly host: string;
  readonly port: number;
  readonly fetch: Fetch;
}): Promise<HttpServer> {
  const { createAdaptorServer } = await import('@hono/node-server');
  const { host, port, fetch } = options;
  const server = createAdaptorServer({ fetch, hostname: host });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    port: address.port,
    url: `http://${shown}:${address.port}`,
    close: (graceMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
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
