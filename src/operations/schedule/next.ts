import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { At } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { ScheduleId } from './shapes.ts';

const MAX_TIMES = 100;

/** The next times of a schedule. */
export const listNextTimes = operation
  .meta({ permission: 'schedule:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/schedules/{scheduleId}/next',
    summary: 'Next times of a schedule',
    description: 'Answers when a schedule fires next, its time zone and daylight saving considered.',
    tags: ['schedule'],
  })
  .errors(toErrors('schedule-not-found'))
  .input(
    z.object({
      scheduleId: ScheduleId,
      count: wholeNumber(1, MAX_TIMES).default(10).describe(`How many times, at most ${MAX_TIMES}; 10 by default`),
    }),
  )
  .output(z.object({ times: z.array(At).describe('When it fires, in milliseconds since 1970 (UTC)') }))
  .handler(({ input: { scheduleId, count }, context: { services } }) => ({
    times: [...services.triggers.nextTimes(scheduleId, count)],
  }));
