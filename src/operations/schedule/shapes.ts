import * as z from 'zod';
import { At } from '../ids.ts';
import type { Schedule as ServiceSchedule } from '../trigger-service.ts';

/** Id of a schedule, as an input. */
export const ScheduleId = z.string().min(3).max(300).describe('Id of the schedule: `workflowId:stepId`');

/** A schedule of an active version. */
export const Schedule = z
  .object({
    id: z.string().describe('Id of the schedule: `workflowId:stepId`'),
    workflowId: z.string().describe('Workflow it starts'),
    version: z.number().int().describe('Active version it belongs to'),
    stepId: z.string().describe('The step that is the trigger'),
    cron: z.string().describe('Cron pattern'),
    timeZone: z.string().describe('IANA time zone of the pattern'),
    paused: z.boolean().describe('Whether it is paused'),
    nextAt: At.optional().describe('When it fires next; absent when it is paused or never fires again'),
    lastAt: At.optional().describe('When it fired last, in milliseconds since 1970 (UTC)'),
    lastRunId: z.string().optional().describe('Run it started last'),
  })
  .describe('A schedule of an active workflow version');
export type Schedule = z.infer<typeof Schedule>;

/** The answer about a schedule. */
export function toSchedule(schedule: ServiceSchedule): Schedule {
  const { id, workflowId, version, stepId, cron, timeZone, paused, nextAt, lastAt, lastRunId } = schedule;
  return {
    id,
    workflowId,
    version,
    stepId,
    cron,
    timeZone,
    paused,
    ...(nextAt === undefined ? {} : { nextAt }),
    ...(lastAt === undefined ? {} : { lastAt }),
    ...(lastRunId === undefined ? {} : { lastRunId }),
  };
}
