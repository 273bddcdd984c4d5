import { randomFillSync } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 10;
const RANDOM_CHARS = 16;

/**
 * Makes ids of 26 characters that sort by the time they were made (ULID, https://github.com/ulid/spec, in lower case).
 * Within one process they never go backwards, even when the clock does.
 */
export function createRunIds(): (nowMs: number) => string {
  const pool = new Uint8Array(RANDOM_CHARS * 64);
  let used = pool.length;
  let lastMs = 0;
  let time = '';
  let sequence = 0;

  return (nowMs) => {
    if (nowMs > lastMs) {
      lastMs = Math.floor(nowMs);
      time = encode(lastMs, TIME_CHARS);
      sequence = 0;
    } else {
      sequence++;
    }
    if (used + RANDOM_CHARS > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    // The first four of the random characters count up within a millisecond, so that order is kept.
    let id = time + encode(sequence, 4);
    for (let at = 4; at < RANDOM_CHARS; at++) id += ALPHABET[(pool[used++] ?? 0) & 31];
    return id;
  };
}

function encode(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let at = 0; at < length; at++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
