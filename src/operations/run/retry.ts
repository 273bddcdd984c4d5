import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { toErrors } from '../errors.ts';
import { RunIdInput, VersionInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { StartedRun } from './shapes.ts';
import { getRunRecord } from './to-run-summary.ts';

/** Runs what failed again. */
export const retryRun = operation
  .meta({ permission: 'run:control', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/runs/{runId}/retry',
    summary: 'Retry a run',
    description:
      'Starts a new run that takes over what succeeded in a run that has ended, and runs the steps again that failed or were not reached.',
    tags: ['run'],
    successStatus: 201,
  })
  .errors(toErrors('run-not-found', 'version-not-found', 'workflow-invalid', 'conflict', 'queue-full', 'shutting-down'))
  .input(
    z.object({
      runId: RunIdInput,
      version: VersionInput.optional().describe(
        'Version to run, e.g. one with the fault repaired; that of the run by default',
      ),
    }),
  )
  .output(StartedRun)
  .handler(async ({ input: { runId, version }, context: { services } }) => {
    const { finishedAt, status } = getRunRecord(services, runId);
    if (finishedAt === undefined) {
      throw new AppError(
        'conflict',
        `Run ${runId} has not ended yet (${status}). Wait for its end, or cancel it first.`,
        {
          data: { status },
        },
      );
    }
    return services.host.fork({ runId, ...(version === undefined ? {} : { version }) });
  });
