import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { assertSameId } from './assert-same-id.ts';
import { MAX_DOCUMENT_BYTES } from './document-limit.ts';
import { assertValid, readDocument } from './read-document.ts';
import { SavedVersion, WorkflowDocument } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** Saves a document as the next version. */
export const saveWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'PUT',
    path: '/workflows/{workflowId}',
    summary: 'Save a workflow',
    description:
      'Saves a document as the next version. With `expectedVersion`, a change based on another version than the current one is refused with `conflict`. Documents with errors are refused with `workflow-invalid` and their problems.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-invalid', 'conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      workflow: WorkflowDocument,
      expectedVersion: wholeNumber(0, 1_000_000_000)
        .optional()
        .describe('Version the change is based on; 0 when there must be no such workflow yet'),
      message: z.string().max(2_000).optional().describe('What the change is about'),
    }),
  )
  .output(SavedVersion)
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflowId, expectedVersion, message } = input;
    const { workflow, warnings } = assertValid(readDocument(services, input.workflow));
    assertSameId(workflow, workflowId);
    const { isNew, ...record } = await services.workflows.save(workflow, {
      author: principal.name,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      ...(message === undefined ? {} : { message }),
    });
    services.changes.touch(workflowId);
    return { ...toVersionSummary(record), isNew, warnings: [...warnings] };
  });
