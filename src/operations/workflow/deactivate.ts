import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getWorkflowRecord } from './find-workflow.ts';

/** Stops the triggers of a workflow. */
export const deactivateWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/deactivate',
    summary: 'Deactivate a workflow',
    description: 'Makes the triggers of a workflow fire no more. Runs under way go on.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found'))
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(z.object({ workflowId: z.string().describe('Id of the workflow') }))
  .handler(async ({ input: { workflowId }, context: { services } }) => {
    getWorkflowRecord(services, workflowId);
    await services.triggers.deactivate(workflowId);
    return { workflowId };
  });
