import { isIP } from 'node:net';

/** Host name of a `Host` header or authority, in lower case, without port and brackets; undefined when it is none. */
export function toHostName(authority: string): string | undefined {
  const bracketed = /^\[([0-9a-f:.]{2,45})\](?::\d{1,5})?$/i.exec(authority);
  if (bracketed?.[1] !== undefined) return isIP(bracketed[1]) === 6 ? bracketed[1].toLowerCase() : undefined;
  const named = /^([a-z0-9._-]{1,253})(?::\d{1,5})?$/i.exec(authority);
  return named?.[1]?.toLowerCase().replace(/\.$/, '');
}

/** Whether only this machine reaches the address or name. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '0:0:0:0:0:0:0:1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
