import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { Schedule, ScheduleId, toSchedule } from './shapes.ts';

/** Keeps a schedule from firing until it is unpaused. */
export const pauseSchedule = operation
  .meta({ permission: 'schedule:write', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/schedules/{scheduleId}/pause',
    summary: 'Pause a schedule',
    description: 'Keeps a schedule from firing until it is unpaused.',
    tags: ['schedule'],
  })
  .errors(toErrors('schedule-not-found'))
  .input(z.object({ scheduleId: ScheduleId }))
  .output(Schedule)
  .handler(async ({ input: { scheduleId }, context: { services } }) =>
    toSchedule(await services.triggers.setPaused(scheduleId, true)),
  );
