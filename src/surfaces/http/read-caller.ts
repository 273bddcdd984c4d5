import type { Caller, Credentials } from '#operations/caller.ts';
import type { Exchange } from './exchange.ts';
import { readCookie } from './session-cookie.ts';

/** Who asks, as the connection and its headers tell. A token counts before the cookie. */
export function readCaller(
  { request, address, requestId }: Pick<Exchange, 'request' | 'address' | 'requestId'>,
  surface: string,
): Caller {
  return { credentials: readCredentials(request.headers), surface, address, requestId };
}

function readCredentials(headers: Exchange['request']['headers']): Credentials {
  const token = /^bearer +([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
  if (token !== undefined) return { kind: 'bearer', token };
  const session = headers.authorization === undefined ? readCookie(headers.cookie) : undefined;
  return session === undefined ? { kind: 'none' } : { kind: 'session', session };
}
