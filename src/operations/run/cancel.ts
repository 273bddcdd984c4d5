import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { RunIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { RunState } from './shapes.ts';
import { getRunRecord } from './to-run-summary.ts';

/** Asks a run to end. */
export const cancelRun = operation
  .meta({ permission: 'run:control', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/runs/{runId}/cancel',
    summary: 'Cancel a run',
    description:
      'Asks a run to end as cancelled and answers once the request is on disk. Steps under way are stopped; the runs it called are cancelled too.',
    tags: ['run'],
  })
  .errors(toErrors('run-not-found', 'run-finished'))
  .input(z.object({ runId: RunIdInput, reason: z.string().max(2_000).optional().describe('Why, for the journal') }))
  .output(RunState)
  .handler(async ({ input: { runId, reason }, context: { services, principal } }) => {
    getRunRecord(services, runId);
    await services.host.cancel(runId, { by: principal.name, ...(reason === undefined ? {} : { reason }) });
    return { runId, status: getRunRecord(services, runId).status };
  });
