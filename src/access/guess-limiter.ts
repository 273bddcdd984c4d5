import { AppError } from '#contract/app-error.ts';
import { toAddressKey } from './address-key.ts';
import { createTokenBuckets } from './token-bucket.ts';

/** Secrets that were never given out are not looked at for longer than this many times a minute from one address. */
const PER_MINUTE = 10;

/** Counts attempts with a secret that was never given out. */
export interface GuessLimiter {
  /** @throws AppError rate-limited with `data.retryAfterMs` when there were too many from there. */
  count(address: string): void;
}

/**
 * Tells guessers to go away. Nobody is locked out: who shows a secret that holds is let in, or anyone behind the same address, a web page
 * on the same machine for one, could keep the owner out. With 190 random bits a secret is not found by trying anyway.
 */
export function createGuessLimiter(now: () => number = () => performance.now()): GuessLimiter {
  const buckets = createTokenBuckets({ perSecond: PER_MINUTE / 60, burst: PER_MINUTE }, now);
  return {
    count(address) {
      const key = toAddressKey(address);
      const retryAfterMs = buckets.waitMs(key, 1);
      if (retryAfterMs === 0) {
        buckets.spend(key, 1);
        return;
      }
      throw new AppError(
        'rate-limited',
        `Too many unknown tokens from your address. Check the token, and wait ${Math.ceil(retryAfterMs / 1_000)} s before the next try.`,
        { data: { retryAfterMs } },
      );
    },
  };
}
