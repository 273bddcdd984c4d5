import type { Exchange } from './exchange.ts';

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS =
  'authorization, content-type, last-event-id, x-request-id, idempotency-key, mcp-session-id, mcp-protocol-version';
const RESPONSE_HEADERS = 'x-request-id, retry-after, mcp-session-id';

/** Lets pages of the configured origins read answers; returns whether the request was a preflight and is answered. */
export function applyCors({ request, response }: Exchange, allowedOrigins: ReadonlySet<string>): boolean {
  const { origin } = request.headers;
  if (allowedOrigins.size > 0) response.setHeader('vary', 'origin');
  const allowed = origin !== undefined && allowedOrigins.has(origin);
  if (allowed) {
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', RESPONSE_HEADERS);
    response.removeHeader('cross-origin-resource-policy');
  }
  const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!preflight) return false;
  if (allowed) {
    response.setHeader('access-control-allow-methods', METHODS);
    response.setHeader('access-control-allow-headers', REQUEST_HEADERS);
    response.setHeader('access-control-max-age', '600');
  }
  response.writeHead(204).end();
  return true;
}
