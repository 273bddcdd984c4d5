import { AppError } from '#contract/app-error.ts';
import { toAddressKey } from './address-key.ts';
import { createTokenBuckets, type Rate } from './token-bucket.ts';

/** How much each caller may ask for. */
export interface RateLimits {
  /** What one principal may do. 100 a second by default, 400 at once. */
  readonly principal?: Rate | undefined;
  /** What all callers behind one address may do together. 200 a second by default, 800 at once. */
  readonly address?: Rate | undefined;
}

/** Keeps callers from taking more than their share. */
export interface RateLimiter {
  /**
   * Counts a call that costs as much as `cost` plain ones. Nothing is counted when it is refused.
   * @throws AppError rate-limited with `data.retryAfterMs`
   */
  take(principalId: string, address: string, cost?: number): void;
}

/** Address of a caller on no network: the command line, a trigger. */
const LOCAL_ADDRESS = 'local';
/** Principals the product itself acts as. */
const SYSTEM_ID = 'system';
/** Whoever shows nothing: all of them together must not use up each other's share, so only their address counts. */
const NOBODY_ID = 'nobody';

const PRINCIPAL_RATE: Rate = { perSecond: 100, burst: 400 };
const ADDRESS_RATE: Rate = { perSecond: 200, burst: 800 };

/** Limits per principal and per address. `now` gives milliseconds of a clock that never goes back. */
export function createRateLimiter(
  options: { readonly limits?: RateLimits; readonly now?: () => number } = {},
): RateLimiter {
  const { limits = {}, now = () => performance.now() } = options;
  const principals = createTokenBuckets(readRate(limits.principal ?? PRINCIPAL_RATE), now);
  const addresses = createTokenBuckets(readRate(limits.address ?? ADDRESS_RATE), now);
  return {
    take(principalId, address, cost = 1) {
      if (principalId === SYSTEM_ID || address === LOCAL_ADDRESS) return;
      if (!(cost > 0 && Number.isFinite(cost)))
        throw new AppError('internal', `A call cannot cost ${cost}. Report this as a defect.`);
      const addressKey = toAddressKey(address);
      const isNobody = principalId === NOBODY_ID;
      const principalWaitMs = isNobody ? 0 : principals.waitMs(principalId, cost);
      const addressWaitMs = addresses.waitMs(addressKey, cost);
      if (principalWaitMs > 0 || addressWaitMs > 0) {
        throw toRefusal(
          principalWaitMs > addressWaitMs ? 'you' : 'your address',
          Math.max(principalWaitMs, addressWaitMs),
        );
      }
      if (!isNobody) principals.spend(principalId, cost);
      addresses.spend(addressKey, cost);
    },
  };
}

function readRate(rate: Rate): Rate {
  if (rate.perSecond > 0 && rate.burst >= 1 && Number.isFinite(rate.perSecond + rate.burst)) return rate;
  throw new AppError(
    'config-invalid',
    `A rate limit of ${rate.perSecond} a second and ${rate.burst} at once lets nothing through. Choose a rate above 0 and a burst of at least 1.`,
  );
}

function toRefusal(whom: string, retryAfterMs: number): AppError {
  return new AppError(
    'rate-limited',
    `Too many requests from ${whom}. Wait ${retryAfterMs} ms, then go on more slowly.`,
    { data: { retryAfterMs } },
  );
}
