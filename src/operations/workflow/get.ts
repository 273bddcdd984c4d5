import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion, getWorkflowRecord } from './find-workflow.ts';
import { WorkflowDetail } from './shapes.ts';
import { toWorkflowSummary } from './to-summary.ts';

/** A workflow with the document of its current version. */
export const getWorkflow = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}',
    summary: 'Get a workflow',
    description: 'Answers a workflow with the document of its current version.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found'))
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(WorkflowDetail)
  .handler(({ input, context: { services } }) => {
    const record = getWorkflowRecord(services, input.workflowId);
    const { document } = getVersion(services, record.id, record.currentVersion);
    return { ...toWorkflowSummary(record, services), workflow: document };
  });
