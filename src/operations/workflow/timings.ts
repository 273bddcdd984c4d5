import * as z from 'zod';
import { END_STATUSES } from '#contract/run-status.ts';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { toPercentiles } from '../percentile.ts';
import { measureRuns } from '../run/measure-runs.ts';
import { getWorkflowRecord } from './find-workflow.ts';

const MAX_RUNS = 50;

const milliseconds = {
  p50Ms: z.number().describe('Middle duration in milliseconds, waits included'),
  p95Ms: z.number().describe('95 of 100 took no longer than this, in milliseconds'),
};

/** How long a workflow and its steps take. */
export const getTimings = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/timings',
    summary: 'How long steps take',
    description:
      'Measures how long a workflow and each of its steps took in its newest runs that ended. Of a run with very many events the middle is left out.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      runs: wholeNumber(1, MAX_RUNS)
        .default(20)
        .describe(`Newest ended runs to look at, at most ${MAX_RUNS}; 20 by default`),
    }),
  )
  .output(
    z.object({
      runs: z.number().int().describe('Runs that were looked at'),
      run: z
        .object(milliseconds)
        .optional()
        .describe('How long the runs took that succeeded or failed; absent when there are none'),
      steps: z
        .array(
          z
            .object({
              stepId: z.string().describe('Id of the step in the document'),
              runs: z.number().int().describe('Runs in which it ended'),
              failures: z.number().int().describe('How often it failed for good'),
              ...milliseconds,
              items: z.number().optional().describe('Of a loop: the middle number of items'),
            })
            .describe('How long a step took'),
        )
        .describe('Steps that ended in these runs, those inside loops among them'),
    }),
  )
  .handler(async ({ input: { workflowId, runs }, context: { services }, signal }) => {
    getWorkflowRecord(services, workflowId);
    const records = services.journal.listRuns({ workflowId, statuses: END_STATUSES, limit: runs });
    const measured = await measureRuns(services.journal, records, signal);
    const took = toPercentiles(measured.runMs.map((value) => ({ value, weight: 1 })));
    return { runs: measured.count, ...(took === undefined ? {} : { run: took }), steps: measured.toSteps() };
  });
