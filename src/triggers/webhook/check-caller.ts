import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '#contract/app-error.ts';
import type { RouteAuth, WebhookRoute } from './webhook-route.ts';

/** Whether two texts are equal, in a time that tells nothing about where they differ. */
function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
}

function readToken(
  auth: Extract<RouteAuth, { kind: 'token' }>,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): string | undefined {
  if (auth.in === 'query') {
    const values = query.getAll(auth.name);
    return values.length === 1 ? values[0] : undefined;
  }
  const value = Object.hasOwn(headers, auth.name) ? headers[auth.name] : undefined;
  if (typeof value !== 'string') return undefined;
  return auth.name === 'authorization' ? /^bearer +(\S+)$/i.exec(value)?.[1] : value;
}

/** Whether the caller has the route's token. */
export function hasToken(
  auth: Extract<RouteAuth, { kind: 'token' }>,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  secret: string,
): boolean {
  const token = readToken(auth, headers, query);
  return token !== undefined && isEqual(token, secret);
}

/** Whether `origin` is of the server itself. */
function isOwnPage(origin: string, host: string | undefined): boolean {
  const authority = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return authority !== undefined && authority.toLowerCase() === host?.toLowerCase();
}

/** Whether a page of this origin may call the route and read its answers. */
export function isAllowedOrigin(route: WebhookRoute, origin: string): boolean {
  return route.origins.has('*') || route.origins.has(origin.toLowerCase());
}

/**
 * Refuses what a page of another site makes a browser send: a webhook without authentication on this machine would be open to every page
 * its owner visits. Programs send neither header; a link a person follows is no page's doing.
 * @throws AppError forbidden
 */
export function assertNoForeignPage(route: WebhookRoute, method: string, headers: IncomingHttpHeaders): void {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none')) return;
  if (origin !== undefined && (isAllowedOrigin(route, origin) || isOwnPage(origin, headers.host))) return;
  if (origin === undefined && method === 'GET' && headers['sec-fetch-mode'] === 'navigate') return;
  if (origin === undefined && route.origins.has('*')) return;
  throw new AppError(
    'forbidden',
    'The request comes from a page of another site. Add its origin to the "origins" of the webhook, or call from a program.',
  );
}
