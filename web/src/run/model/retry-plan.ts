import { isRetryable } from '#contract/app-error.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { RetryPolicy, Workflow } from '#contract/workflow.ts';
import { eachStep } from './each-step.ts';

/** Longest wait a server may ask for, in milliseconds (engine/retry.ts). */
const MAX_RETRY_AFTER_MS = 3_600_000;
const DEFAULTS = { maxAttempts: 3, delayMs: 1_000, backoff: 'exponential', maxDelayMs: 60_000 } as const;

/** When the next attempt of a failed step comes, in milliseconds since 1970; undefined when there is none. */
export type RetryPlan = (
  stepId: string,
  failure: { readonly at: number; readonly attempt: number; readonly error: ErrorInfo; readonly jitter: number },
) => number | undefined;

/**
 * How the steps of a document are tried again. The journal does not say it, because the engine works it out from the document;
 * so does this, by the formula of engine/retry.ts.
 */
export function createRetryPlan(workflow: Workflow): RetryPlan {
  const own = new Map<string, RetryPolicy | undefined>();
  for (const step of eachStep(workflow)) own.set(step.id, step.process.retry);
  return (stepId, { at, attempt, error, jitter }) => {
    const policy: RetryPolicy = { ...workflow.settings?.retry, ...own.get(stepId) };
    const {
      maxAttempts = DEFAULTS.maxAttempts,
      delayMs = DEFAULTS.delayMs,
      backoff = DEFAULTS.backoff,
      maxDelayMs = DEFAULTS.maxDelayMs,
    } = policy;
    if (attempt >= maxAttempts || !isRetryable(error)) return undefined;
    const full = Math.min(maxDelayMs, backoff === 'fixed' ? delayMs : delayMs * 2 ** Math.min(attempt - 1, 40));
    const asked = error.data?.retryAfterMs;
    const retryAfter = typeof asked === 'number' && asked > 0 ? Math.min(asked, MAX_RETRY_AFTER_MS) : 0;
    return at + Math.max(Math.round(full / 2 + (full / 2) * jitter), retryAfter);
  };
}
