import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getWorkflowRecord } from './find-workflow.ts';

/** Deletes a workflow. */
export const deleteWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'DELETE',
    path: '/workflows/{workflowId}',
    summary: 'Delete a workflow',
    description:
      'Hides a workflow, stops its triggers, and removes its draft and pinned outputs. Its versions stay for its runs, and saving it again brings it back.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found'))
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(z.object({ workflowId: z.string().describe('Id of the deleted workflow') }))
  .handler(async ({ input: { workflowId }, context: { services, principal } }) => {
    getWorkflowRecord(services, workflowId);
    if (services.triggers.findActivation(workflowId) !== undefined) await services.triggers.deactivate(workflowId);
    await services.workflows.remove(workflowId);
    await services.drafts.discard(workflowId, { by: principal.name });
    await services.pins.removeAll(workflowId);
    services.changes.touch(workflowId);
    return { workflowId };
  });
