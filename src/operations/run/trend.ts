import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { At, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { measureTrend } from './measure-trend.ts';

const MAX_BUCKETS = 200;

const counts = {
  succeeded: z.number().int().describe('Runs that succeeded'),
  failed: z.number().int().describe('Runs that failed'),
  cancelled: z.number().int().describe('Runs that were cancelled'),
  timedOut: z.number().int().describe('Runs that took longer than their limit'),
  unfinished: z.number().int().describe('Runs that have not ended'),
  p50Ms: z.number().optional().describe('Middle duration in milliseconds of those that ended, waits included'),
  p95Ms: z.number().optional().describe('95 of 100 that ended took no longer than this, in milliseconds'),
};

const TrendInput = z.object({
  workflowId: WorkflowIdInput.optional().describe('Only runs of this workflow'),
  from: wholeNumber(0, Number.MAX_SAFE_INTEGER).describe('Not before this time, in milliseconds since 1970 (UTC)'),
  to: wholeNumber(0, Number.MAX_SAFE_INTEGER).describe('Before this time, in milliseconds since 1970 (UTC)'),
  buckets: wholeNumber(1, MAX_BUCKETS).describe(`Into how many equal parts, at most ${MAX_BUCKETS}`),
});

/** How runs went over time. */
export const getTrend = operation
  .meta({ permission: 'run:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/runs/trend',
    summary: 'How runs went over time',
    description:
      'Counts runs by how they ended, and measures how long they took, in equal parts of a stretch of time. A run counts when it was created. Runs that were pruned are not among them.',
    tags: ['run'],
  })
  .input(TrendInput)
  .output(
    z.object({
      buckets: z
        .array(
          z
            .object({
              from: At.describe('Beginning, in milliseconds since 1970 (UTC)'),
              to: At.describe('End, in milliseconds since 1970 (UTC); it belongs to the next part'),
              ...counts,
            })
            .describe('One part of the time'),
        )
        .describe('The parts, oldest first'),
      total: z.object(counts).describe('All parts together'),
      sampled: z
        .boolean()
        .describe('Whether durations come from a sample, because there are many runs; counts never do'),
    }),
  )
  .handler(({ input, context: { services }, signal }) => {
    if (input.to - input.from < input.buckets) {
      throw new AppError(
        'input-invalid',
        `"to" (${input.to}) must be at least ${input.buckets} ms after "from" (${input.from}), a millisecond for each part.`,
        { data: { field: 'to' } },
      );
    }
    return measureTrend(services.trend, input, signal);
  });
