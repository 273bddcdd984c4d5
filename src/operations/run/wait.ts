import * as z from 'zod';
import { ErrorInfo } from '#contract/error-info.ts';
import { RunStatus } from '#contract/run-event.ts';
import { toErrors } from '../errors.ts';
import { AnyJson } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { StartInput, toStartRequest } from './start-input.ts';
import { getRunRecord } from './to-run-summary.ts';

const MAX_WAIT_MS = 600_000;
const DEFAULT_WAIT_MS = 60_000;

/** Starts a run and waits for its end. */
export const startAndWait = operation
  .meta({ permission: 'run:start', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/runs/wait',
    summary: 'Start a run and wait for its end',
    description:
      'Starts a run and answers how it ended. When the time is over first, it answers how the run is then; the run goes on. Waiting ends when the client goes away.',
    tags: ['run'],
  })
  .errors(
    toErrors(
      'workflow-not-found',
      'version-not-found',
      'workflow-invalid',
      'step-not-found',
      'queue-full',
      'shutting-down',
    ),
  )
  .input(
    StartInput.extend({
      timeoutMs: wholeNumber(0, MAX_WAIT_MS)
        .default(DEFAULT_WAIT_MS)
        .describe(`Longest wait in milliseconds, at most ${MAX_WAIT_MS}; ${DEFAULT_WAIT_MS} by default`),
    }),
  )
  .output(
    z.object({
      runId: z.string().describe('Id of the run'),
      existing: z.boolean().describe('True when the idempotency key was used before'),
      finished: z.boolean().describe('Whether the run has ended'),
      status: RunStatus.describe('How the run is'),
      output: AnyJson.optional().describe('What it answered; present once it succeeded'),
      error: ErrorInfo.optional().describe('Why it failed'),
    }),
  )
  .handler(async ({ input, context: { services, caller, principal }, signal }) => {
    const { runId, existing } = await services.host.start(toStartRequest(services, input, caller, principal));
    const ended = await waitForEnd(input.timeoutMs, signal, (patience) => services.host.waitForEnd(runId, patience));
    const { status, finishedAt, output, error } = ended ?? getRunRecord(services, runId);
    return {
      runId,
      existing,
      finished: finishedAt !== undefined,
      status,
      ...(output === undefined ? {} : { output }),
      ...(error === undefined ? {} : { error }),
    };
  });

/** Waits until `timeoutMs` are over or the client is gone. The timer goes with the wait, so that short runs leave nothing behind. */
async function waitForEnd<T>(
  timeoutMs: number,
  client: AbortSignal | undefined,
  wait: (patience: AbortSignal) => Promise<T>,
): Promise<T> {
  const patience = new AbortController();
  const stop = () => patience.abort();
  const timer = setTimeout(stop, timeoutMs);
  client?.addEventListener('abort', stop, { once: true });
  if (client?.aborted === true) stop();
  try {
    return await wait(patience.signal);
  } finally {
    clearTimeout(timer);
    client?.removeEventListener('abort', stop);
  }
}
