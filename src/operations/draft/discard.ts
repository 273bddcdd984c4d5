import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { RevisionInput, WindowInput } from './shapes.ts';

/** Ends a draft. */
export const discardDraft = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'DELETE',
    path: '/workflows/{workflowId}/draft',
    summary: 'Discard a draft',
    description:
      'Ends a draft, because it was saved as a version or is not wanted. One that is not there is left alone.',
    tags: ['draft'],
  })
  .errors(toErrors('conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      expectedRevision: RevisionInput.optional().describe('Refuse when another revision is current'),
      window: WindowInput,
    }),
  )
  .output(z.object({ workflowId: z.string().describe('Id of the workflow, which is as it was') }))
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflowId, expectedRevision, window } = input;
    await services.drafts.discard(workflowId, { expectedRevision, window, by: principal.name });
    services.changes.touch(workflowId);
    return { workflowId };
  });
