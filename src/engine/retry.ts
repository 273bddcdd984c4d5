import { isRetryable } from '#contract/app-error.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { PlanStep } from './plan.ts';

/** Longest wait a server may ask for with `Retry-After`, in milliseconds. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * Milliseconds to wait before the next attempt, or undefined when there is none.
 * Exponential backoff with equal jitter: half of the wait is fixed, half random ("Exponential Backoff And Jitter", AWS, 2015).
 * A server's `Retry-After` (`error.data.retryAfterMs`) is kept to when it is longer.
 */
export function nextDelayMs(step: PlanStep, attempt: number, error: ErrorInfo, jitter: number): number | undefined {
  const { maxAttempts, delayMs, backoff, maxDelayMs } = step.retry;
  if (attempt >= maxAttempts || !isRetryable(error)) return undefined;
  const full = Math.min(maxDelayMs, backoff === 'fixed' ? delayMs : delayMs * 2 ** Math.min(attempt - 1, 40));
  const asked = error.data?.retryAfterMs;
  const retryAfter = typeof asked === 'number' && asked > 0 ? Math.min(asked, MAX_RETRY_AFTER_MS) : 0;
  return Math.max(Math.round(full / 2 + (full / 2) * jitter), retryAfter);
}
