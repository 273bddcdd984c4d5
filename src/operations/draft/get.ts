import * as z from 'zod';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { Draft } from './shapes.ts';

/** The draft of a workflow. */
export const getDraft = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/draft',
    summary: 'Get a draft',
    description:
      'Answers what somebody works on before it is saved as a version. The workflow may never have been saved.',
    tags: ['draft'],
  })
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(z.object({ draft: Draft.optional().describe('The draft; absent when there is none') }))
  .handler(({ input, context: { services } }) => {
    const found = services.drafts.find(input.workflowId);
    if (found === undefined) return {};
    const { workflowId, revision, baseVersion, workflow, updatedAt, updatedBy, window } = found;
    const draft = { workflowId, revision, baseVersion, workflow, updatedAt, updatedBy };
    return { draft: { ...draft, ...(window === undefined ? {} : { window }) } };
  });
