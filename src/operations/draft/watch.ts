import { eventIterator } from '@orpc/server';
import * as z from 'zod';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { toAppError, toOrpcError } from '../to-app-error.ts';
import { followWorkflow } from './follow-workflow.ts';
import { DraftChange } from './shapes.ts';

/** Follows a draft. */
export const watchDraft = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/draft/changes',
    summary: 'Follow a draft',
    description:
      'Streams how the draft and version of a workflow are, then each change by anybody: other windows, people, programs and processes.',
    tags: ['draft'],
  })
  .input(z.object({ workflowId: WorkflowIdInput }))
  .output(eventIterator(DraftChange))
  .handler(async function* ({ input, context: { services }, signal }) {
    try {
      yield* followWorkflow(services, { workflowId: input.workflowId, signal });
    } catch (error) {
      throw toOrpcError(toAppError(error));
    }
  });
