import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { Schedule, ScheduleId, toSchedule } from './shapes.ts';

/** Lets a paused schedule fire again. */
export const unpauseSchedule = operation
  .meta({ permission: 'schedule:write', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/schedules/{scheduleId}/unpause',
    summary: 'Unpause a schedule',
    description: 'Lets a paused schedule fire again.',
    tags: ['schedule'],
  })
  .errors(toErrors('schedule-not-found'))
  .input(z.object({ scheduleId: ScheduleId }))
  .output(Schedule)
  .handler(async ({ input: { scheduleId }, context: { services } }) =>
    toSchedule(await services.triggers.setPaused(scheduleId, false)),
  );
