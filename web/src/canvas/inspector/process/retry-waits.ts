import type { RetryPolicy } from '#contract/workflow.ts';

/** What the engine does when nothing is said (src/engine/retry.ts). */
export const RETRY_DEFAULTS = { maxAttempts: 3, delayMs: 1_000, backoff: 'exponential', maxDelayMs: 60_000 } as const;

/** The longest waits before the second attempt, the third and so on, in milliseconds: `min(maxDelay, delay * 2^n)`. */
export function toRetryWaits(policy: RetryPolicy): readonly number[] {
  const {
    maxAttempts = RETRY_DEFAULTS.maxAttempts,
    delayMs = RETRY_DEFAULTS.delayMs,
    backoff = RETRY_DEFAULTS.backoff,
    maxDelayMs = RETRY_DEFAULTS.maxDelayMs,
  } = policy;
  const count = Number.isFinite(maxAttempts) ? Math.max(0, Math.min(100, Math.floor(maxAttempts)) - 1) : 0;
  return Array.from({ length: count }, (_, index) =>
    Math.min(maxDelayMs, backoff === 'fixed' ? delayMs : delayMs * 2 ** Math.min(index, 40)),
  );
}
