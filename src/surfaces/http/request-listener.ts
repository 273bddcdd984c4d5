import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { toClientAddress } from './client-address.ts';
import { applyCors } from './cors.ts';
import type { Exchange, Handle } from './exchange.ts';
import { createHostCheck } from './host-check.ts';
import type { RequestListener } from './http-server.ts';
import { isBelow, type Mount, once } from './mount.ts';
import { createOriginCheck } from './origin-check.ts';
import { toPublicError } from './public-error.ts';
import { toRequestId } from './request-id.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sendError, sendJson } from './send.ts';
import { describeThrown } from './thrown-text.ts';

const MAX_URL_LENGTH = 8_192;
/** An operation that has not begun to answer by then is not going to; longer waits are streams. */
const ANSWER_TIMEOUT_MS = 300_000;

/** Writes one line of the log. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  data?: Readonly<Record<string, JsonValue>>,
) => void;

/** What the server is made of. */
export interface ListenerOptions {
  /** Address it listens on. */
  readonly host: string;
  /** Further names it goes by. */
  readonly allowedHosts: readonly string[];
  /** Origins (`https://name:port`) whose pages may call with a token. */
  readonly allowedOrigins: readonly string[];
  /** Address people use when a proxy stands in front, e.g. `https://flow.example`. */
  readonly publicUrl?: string;
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** The fast path of webhooks: sees a request before anything else, and says whether it takes it over. */
  readonly tryHandle?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers `/api/health`. Must not load anything. */
  readonly health: () => { readonly status: string };
  /** Parts that need no loading, asked in order. */
  readonly handles: readonly Handle[];
  /** Parts loaded at their first request; the first whose prefix fits answers. */
  readonly mounts: readonly Mount[];
  readonly log: Log;
  readonly answerTimeoutMs?: number;
}

/** Answers every request of the server: webhooks, health, then, behind the guards, everything else. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  const { tryHandle, health, handles, log } = options;
  const origins = new Set(options.allowedOrigins);
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const https = publicUrl?.protocol === 'https:';
  const checkHost = createHostCheck({
    host: options.host,
    allowedHosts: [...options.allowedHosts, ...(publicUrl === undefined ? [] : [publicUrl.host])],
  });
  const checkOrigin = createOriginCheck(origins, publicUrl?.origin);
  const proxies = new Set(options.trustedProxies ?? []);
  const mounts = options.mounts.map(({ prefix, load }) => ({ prefix, load: once(load) }));
  const timeoutMs = options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS;

  const answer = async (exchange: Exchange): Promise<void> => {
    const { request, path } = exchange;
    checkHost(request.headers.host);
    if (applyCors(exchange, origins)) return;
    checkOrigin(request.method ?? 'GET', request.headers);
    for (const handle of handles) if (await handle(exchange)) return;
    for (const { prefix, load } of mounts) {
      if (isBelow(path, prefix) && (await (await load())(exchange))) return;
    }
    throw new AppError(
      'not-found',
      `There is nothing at ${request.method} ${path.slice(0, 200)}. /api/docs shows what there is.`,
    );
  };

  return (request, response) => {
    if (tryHandle?.(request, response) === true) return;
    const startedAt = performance.now();
    const exchange = toExchange(request, response, proxies);
    const { requestId, path, address } = exchange;
    response.setHeader('x-request-id', requestId);
    setSecurityHeaders(response, { https });
    if (path === '/api/health' && (request.method === 'GET' || request.method === 'HEAD')) {
      const value = health();
      sendJson(response, value.status === 'ok' ? 200 : 503, value);
      return;
    }
    const fail = (thrown: unknown) => {
      const { error, report } = toPublicError(thrown, requestId);
      if (report) log('error', `${request.method} ${path} failed`, { requestId, ...describeThrown(thrown) });
      sendError(response, error);
    };
    const timer = setTimeout(() => {
      if (!response.headersSent)
        fail(new AppError('request-timeout', 'The server did not answer in time. Ask again, or ask for less.'));
    }, timeoutMs);
    response.once('close', () => {
      clearTimeout(timer);
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      log('debug', `${request.method} ${path} ${response.statusCode}`, { requestId, address, durationMs });
    });
    (request.url?.length ?? 0) > MAX_URL_LENGTH
      ? fail(new AppError('limit-exceeded', `The address is longer than ${MAX_URL_LENGTH} characters. Shorten it.`))
      : answer(exchange).catch(fail);
  };
}

function toExchange(request: IncomingMessage, response: ServerResponse, proxies: ReadonlySet<string>): Exchange {
  const url = request.url ?? '/';
  const cut = url.indexOf('?');
  const path = cut === -1 ? url : url.slice(0, cut);
  return {
    request,
    response,
    path: path === '' ? '/' : path,
    query: cut === -1 ? '' : url.slice(cut + 1),
    requestId: toRequestId(request.headers['x-request-id']),
    address: toClientAddress(request, proxies),
  };
}
