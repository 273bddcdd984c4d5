import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppError } from '#contract/app-error.ts';
import { ERROR_TABLE } from '#contract/error-table.ts';
import { toClientAddress } from './client-address.ts';
import type { Exchange } from './exchange.ts';
import { createHostCheck } from './host-check.ts';
import type { UpgradeListener } from './http-server.ts';
import { once } from './mount.ts';
import { createOriginCheck } from './origin-check.ts';
import { toErrorBody, toErrorHeaders, toPublicError } from './public-error.ts';
import { toRequestId } from './request-id.ts';
import type { ListenerOptions } from './request-listener.ts';
import { describeThrown } from './thrown-text.ts';

/** A request that asks to turn its connection into a WebSocket. */
export interface Upgrade extends Pick<Exchange, 'request' | 'requestId' | 'address'> {
  readonly socket: Duplex;
  /** What came after the headers. */
  readonly head: Buffer;
}

/** Takes a connection over. May throw: the caller answers with the error and ends the connection. */
export type TakeOver = (upgrade: Upgrade) => Promise<void>;

/** A path that answers WebSockets. It is loaded at the first one. */
export interface SocketMount {
  readonly path: string;
  load(): Promise<TakeOver>;
}

type UpgradeOptions = Pick<
  ListenerOptions,
  'host' | 'allowedHosts' | 'allowedOrigins' | 'publicUrl' | 'trustedProxies' | 'log'
> & { readonly sockets: readonly SocketMount[] };

/** Lets WebSockets in by the same guards as requests. Cross-site pages are refused always: browsers let any page open a socket. */
export function createUpgradeListener(options: UpgradeOptions): UpgradeListener {
  const { log } = options;
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const checkHost = createHostCheck({
    host: options.host,
    allowedHosts: [...options.allowedHosts, ...(publicUrl === undefined ? [] : [publicUrl.host])],
  });
  const checkOrigin = createOriginCheck(new Set(options.allowedOrigins), publicUrl?.origin);
  const proxies = new Set(options.trustedProxies ?? []);
  const mounts = new Map(options.sockets.map(({ path, load }) => [path, once(load)]));
  const find = ({ url = '/', headers }: IncomingMessage) =>
    headers.upgrade?.toLowerCase() === 'websocket' ? mounts.get(url.split('?', 1)[0] ?? '') : undefined;

  return {
    accepts: (request) => find(request) !== undefined,
    handle(request, socket, head) {
      // A peer that goes away while it waits is no defect.
      socket.on('error', () => socket.destroy());
      const requestId = toRequestId(request.headers['x-request-id']);
      const load = find(request);
      const takeOver = async (): Promise<void> => {
        checkHost(request.headers.host);
        // A socket is as good as a request that changes something.
        checkOrigin('POST', request.headers);
        if (load === undefined) return answer(socket, 400, { error: NO_SOCKET }, {});
        await (await load())({ request, socket, head, requestId, address: toClientAddress(request, proxies) });
      };
      takeOver().catch((thrown: unknown) => {
        const { error, report } = toPublicError(thrown, requestId);
        if (report) log('error', 'A WebSocket could not be opened.', { requestId, ...describeThrown(thrown) });
        refuse(socket, error);
      });
    },
  };
}

const NO_SOCKET = {
  code: 'usage-invalid',
  message: 'There is no such protocol at this address. Ask without "Upgrade".',
};

function refuse(socket: Duplex, error: AppError): void {
  answer(socket, ERROR_TABLE[error.code].status, toErrorBody(error), toErrorHeaders(error));
}

/** Answers over the bare connection, and ends it. */
function answer(socket: Duplex, status: number, body: object, headers: Readonly<Record<string, string>>): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = JSON.stringify(body);
  const lines = Object.entries({
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`, () =>
    socket.destroy(),
  );
}
