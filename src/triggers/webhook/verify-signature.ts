import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignatureScheme } from './signature-scheme.ts';

/** Signatures looked at of one request: senders give two while they change keys. */
const MAX_SIGNATURES = 8;

interface Claim {
  readonly signatures: readonly string[];
  readonly timestamp: string | undefined;
}

function readHeader(headers: IncomingHttpHeaders, name: string | undefined): string | undefined {
  const value = name === undefined || !Object.hasOwn(headers, name) ? undefined : headers[name];
  return typeof value === 'string' ? value : undefined;
}

function readClaim(scheme: SignatureScheme, headers: IncomingHttpHeaders): Claim | undefined {
  const value = readHeader(headers, scheme.header);
  if (value === undefined) return undefined;
  const timestamp = readHeader(headers, scheme.timestampHeader);
  switch (scheme.form) {
    case 'plain':
      return value.startsWith(scheme.prefix)
        ? { signatures: [value.slice(scheme.prefix.length)], timestamp }
        : undefined;
    case 'list': {
      const parts = value.split(' ', MAX_SIGNATURES);
      return { signatures: parts.filter((part) => part.startsWith('v1,')).map((part) => part.slice(3)), timestamp };
    }
    case 'pairs': {
      const parts = value.split(',', MAX_SIGNATURES + 1).map((part) => part.trim());
      const valuesOf = (key: string) =>
        parts.filter((part) => part.startsWith(key)).map((part) => part.slice(key.length));
      return { signatures: valuesOf('v1='), timestamp: valuesOf('t=')[0] };
    }
  }
}

/** Whether the time of sending is near enough to now that the request is not an old one sent again. */
function isRecent(scheme: SignatureScheme, timestamp: string | undefined, nowMs: number): boolean {
  if (scheme.toleranceMs === 0) return true;
  if (timestamp === undefined || !/^\d{1,13}$/.test(timestamp)) return false;
  return Math.abs(nowMs - Number(timestamp) * 1_000) <= scheme.toleranceMs;
}

function toKey(scheme: SignatureScheme, secret: string): string | Buffer {
  return scheme.key === 'text' ? secret : Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/** Whether the request was signed with the secret, a short time ago where the sender says when. Compares in constant time. */
export function isSigned(
  scheme: SignatureScheme,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  secret: string,
  nowMs: number,
): boolean {
  const claim = readClaim(scheme, headers);
  if (claim === undefined || !isRecent(scheme, claim.timestamp, nowMs)) return false;
  const id = readHeader(headers, scheme.idHeader);
  if (scheme.idHeader !== undefined && id === undefined) return false;
  // Function replacements: `$` in a header must not mean anything.
  const fill = (part: string) =>
    part.replace('{timestamp}', () => claim.timestamp ?? '').replace('{id}', () => id ?? '');
  const [before = '', after = ''] = scheme.signedText.split('{body}');
  const expected = createHmac(scheme.algorithm, toKey(scheme, secret))
    .update(fill(before))
    .update(body)
    .update(fill(after))
    .digest();
  let found = false;
  for (const signature of claim.signatures) {
    const given = Buffer.from(signature, scheme.encoding);
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = true;
  }
  return found;
}
