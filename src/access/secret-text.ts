import { hash, randomFillSync } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 32 characters of base 62 carry 190.5 bits. */
const RANDOM_CHARS = 32;
/** Characters of base 62 a CRC-32 needs. */
const CHECKSUM_CHARS = 6;
/** Bytes from here on would make some characters likelier than others. */
const UNBIASED_BYTES = 256 - (256 % BASE62.length);

/** What a secret is for, as its first characters say: API token, session, one-time login code. */
export type SecretPrefix = 'flw_' | 'flws_' | 'flwc_';

/** Anything that looks like a secret of ours, whole or cut off. */
const SECRET_LOOK = /\bflw[a-z]?_[0-9A-Za-z]{8,}/g;

/** A new secret: a prefix that scanners can find, 190 random bits, and a checksum that tells a typing error from a wrong secret. */
export function createSecret(prefix: SecretPrefix): string {
  const body = prefix + createRandomText(RANDOM_CHARS);
  return body + toChecksum(body);
}

/** Whether the text has the form and the checksum of a secret. Costs nothing for long texts. */
export function isSecret(text: string, prefix: SecretPrefix): boolean {
  if (text.length !== prefix.length + RANDOM_CHARS + CHECKSUM_CHARS || !text.startsWith(prefix)) return false;
  if (!/^[0-9A-Za-z]+$/.test(text.slice(prefix.length))) return false;
  return toChecksum(text.slice(0, -CHECKSUM_CHARS)) === text.slice(-CHECKSUM_CHARS);
}

/** SHA-256 in hex: all that is kept of a secret. It needs no salt, for nobody can try 2^190 texts. */
export function toSecretHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** The text with everything in it that looks like a secret blacked out. */
export function redactSecrets(text: string): string {
  return text.includes('flw') ? text.replace(SECRET_LOOK, 'flw_[secret]') : text;
}

function createRandomText(length: number): string {
  const bytes = new Uint8Array(length * 2);
  let text = '';
  while (text.length < length) {
    randomFillSync(bytes);
    for (const byte of bytes) {
      if (byte < UNBIASED_BYTES && text.length < length) text += BASE62[byte % BASE62.length];
    }
  }
  return text;
}

function toChecksum(text: string): string {
  let rest = crc32(text);
  let checksum = '';
  for (let at = 0; at < CHECKSUM_CHARS; at++) {
    checksum = BASE62[rest % BASE62.length] + checksum;
    rest = Math.floor(rest / BASE62.length);
  }
  return checksum;
}
