import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '#contract/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses what another site makes a browser send. @throws AppError forbidden */
export type OriginCheck = (method: string, headers: IncomingHttpHeaders) => void;

/**
 * Protects against cross-site request forgery. Requests that change something, and all that carry a cookie, must come from a
 * page of this server, from a person (typed address, link in a terminal), or from a program that is no browser.
 * Configured origins may call with a token, never with the cookie.
 */
export function createOriginCheck(allowedOrigins: ReadonlySet<string>, publicOrigin?: string): OriginCheck {
  return (method, headers) => {
    const safe = SAFE_METHODS.has(method);
    const cookie = headers.cookie !== undefined;
    if (safe && !cookie) return;
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    // Opening a link is harmless: the answer is shown to the person, not to the page the link was on.
    if (safe && headers['sec-fetch-mode'] === 'navigate') return;
    if (origin !== undefined && (origin === publicOrigin || isSameOrigin(origin, headers.host))) return;
    if (origin !== undefined && !cookie && allowedOrigins.has(origin)) return;
    if (origin === undefined) {
      if (site === 'same-origin' || site === 'none') return;
      // Every browser of the last years sends one of the two headers: without both this is a program, which needs no cookie.
      if (site === undefined && (safe || !cookie)) return;
    }
    throw new AppError(
      'forbidden',
      'The request comes from a page of another site. Add its origin to the allowed origins and use an API token, or call from a program.',
    );
  };
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  const authority = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return authority !== undefined && host !== undefined && authority.toLowerCase() === host.toLowerCase();
}
