import * as z from 'zod';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { Schedule, toSchedule } from './shapes.ts';

/** Lists schedules. */
export const listSchedules = operation
  .meta({ permission: 'schedule:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/schedules',
    summary: 'List schedules',
    description: 'Lists the schedules of active workflow versions.',
    tags: ['schedule'],
  })
  .input(z.object({ workflowId: WorkflowIdInput.optional().describe('Only schedules of this workflow') }))
  .output(z.object({ items: z.array(Schedule).describe('The schedules') }))
  .handler(({ input: { workflowId }, context: { services } }) => ({
    items: services.triggers.listSchedules(workflowId === undefined ? {} : { workflowId }).map(toSchedule),
  }));
