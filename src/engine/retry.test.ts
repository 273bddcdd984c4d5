import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { RetryPolicy, WorkflowSettings } from '#contract/workflow.ts';
import { compilePlan } from './plan.ts';
import { nextDelayMs } from './retry.ts';
import { error, step, workflow } from './testing/small-run.ts';

function delay(attempt: number, jitter: number, retry?: RetryPolicy, failure?: ErrorInfo, settings?: WorkflowSettings) {
  const document = workflow([step('a', retry === undefined ? {} : { retry })], [], settings);
  const [planned] = compilePlan(document, () => undefined).root.steps;
  assert.ok(planned);
  return nextDelayMs(planned, attempt, failure ?? error('request-failed'), jitter);
}

describe('the wait before the next attempt', () => {
  it('comes twice by default, as there are three attempts', () => {
    assert.deepEqual([delay(1, 1), delay(2, 1), delay(3, 1), delay(4, 1)], [1_000, 2_000, undefined, undefined]);
  });

  it('has a fixed half and a random half', () => {
    assert.deepEqual([delay(1, 0), delay(1, 0.5), delay(1, 1)], [500, 750, 1_000]);
  });

  it('doubles up to its limit, however many attempts there are', () => {
    const retry: RetryPolicy = { maxAttempts: 100, delayMs: 100, maxDelayMs: 700 };
    assert.deepEqual(
      [1, 2, 3, 4, 5, 99].map((attempt) => delay(attempt, 1, retry)),
      [100, 200, 400, 700, 700, 700],
    );
  });

  it('stays the same when it is fixed', () => {
    const retry: RetryPolicy = { maxAttempts: 5, delayMs: 100, backoff: 'fixed' };
    assert.deepEqual([delay(1, 1, retry), delay(4, 1, retry)], [100, 100]);
  });

  it('may be nothing at all', () => {
    assert.equal(delay(1, 1, { delayMs: 0 }), 0);
  });

  it('does not come when the error may not pass', () => {
    assert.equal(delay(1, 1, undefined, error('data-invalid')), undefined);
    assert.equal(delay(1, 1, undefined, error('request-failed', { retry: 'never' })), undefined);
  });

  it('comes when the error itself says that it may pass', () => {
    assert.equal(delay(1, 1, undefined, error('data-invalid', { retry: 'later' })), 1_000);
  });

  it("keeps to the server's Retry-After when that is longer, up to an hour", () => {
    const asked = (retryAfterMs: number | string) =>
      delay(1, 1, undefined, error('request-failed', { data: { retryAfterMs } }));
    assert.deepEqual([asked(5_000), asked(10), asked(90_000_000)], [5_000, 1_000, 3_600_000]);
  });

  it('ignores a Retry-After that makes no sense', () => {
    const asked = (retryAfterMs: number | string) =>
      delay(1, 1, undefined, error('request-failed', { data: { retryAfterMs } }));
    assert.deepEqual([asked(-1), asked(Number.NaN), asked('soon')], [1_000, 1_000, 1_000]);
  });

  it("follows the workflow's policy where the step says nothing, field by field", () => {
    const settings: WorkflowSettings = { retry: { maxAttempts: 2, delayMs: 40, backoff: 'fixed' } };
    assert.deepEqual(
      [delay(1, 1, undefined, undefined, settings), delay(2, 1, undefined, undefined, settings)],
      [40, undefined],
    );
    assert.deepEqual(delay(2, 1, { maxAttempts: 3 }, undefined, settings), 40);
  });
});
