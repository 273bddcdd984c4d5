import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { ScheduleId } from './shapes.ts';

/** Fires a schedule at once. */
export const runSchedule = operation
  .meta({ permission: 'schedule:write', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/schedules/{scheduleId}/run',
    summary: 'Run a schedule now',
    description: 'Fires a schedule at once, besides its times.',
    tags: ['schedule'],
    successStatus: 201,
  })
  .errors(toErrors('schedule-not-found', 'queue-full', 'shutting-down'))
  .input(z.object({ scheduleId: ScheduleId }))
  .output(z.object({ runId: z.string().describe('Id of the run') }))
  .handler(async ({ input: { scheduleId }, context: { services } }) => {
    const { runId } = await services.triggers.runNow(scheduleId);
    return { runId };
  });
