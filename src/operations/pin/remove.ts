import * as z from 'zod';
import { StepId } from '#contract/workflow.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';

/** Removes a pinned output. */
export const removePin = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'DELETE',
    path: '/workflows/{workflowId}/pins/{stepId}',
    summary: 'Remove a pinned output',
    description: 'Lets a step work again in every run. One that has no pinned output is left alone.',
    tags: ['pin'],
  })
  .input(z.object({ workflowId: WorkflowIdInput, stepId: StepId.describe('The step') }))
  .output(z.object({ removed: z.boolean().describe('Whether there was a pinned output') }))
  .handler(async ({ input: { workflowId, stepId }, context: { services } }) => ({
    removed: await services.pins.remove(workflowId, stepId),
  }));
