import { AppError } from '#contract/app-error.ts';
import type { ChildResult } from './context.ts';
import { toErrorObject } from './error-object.ts';

const ENDED = { failed: 'failed', cancelled: 'was cancelled', 'timed-out': 'took longer than its limit' } as const;

/**
 * Refuses a called workflow that did not succeed.
 * @throws AppError `child-failed` with the run and its error as data
 */
export function assertChildSucceeded(workflowId: string, child: ChildResult): void {
  if (child.status === 'started' || child.status === 'succeeded') return;
  const because = child.error === undefined ? '' : `: ${child.error.message}`;
  const error = child.error && toErrorObject(child.error);
  throw new AppError(
    'child-failed',
    `The called workflow "${workflowId}" ${ENDED[child.status]} (run ${child.runId})${because}`,
    {
      data: { workflowId, runId: child.runId, status: child.status, ...(error === undefined ? {} : { error }) },
    },
  );
}
