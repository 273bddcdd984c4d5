import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { MAX_DOCUMENT_BYTES } from '../workflow/document-limit.ts';
import { RevisionInput, WindowInput } from './shapes.ts';

/** Keeps a document as the draft of a workflow. */
export const saveDraft = operation
  // Editors save every few seconds: the audit log would hold little else. The version that comes of it is audited.
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: false, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'PUT',
    path: '/workflows/{workflowId}/draft',
    summary: 'Save a draft',
    description:
      'Keeps a document that may still have errors. A change based on another revision than the current one is refused with `conflict` and `data.revision`, so that two windows never overwrite each other.',
    tags: ['draft'],
  })
  .errors(toErrors('conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      workflow: AnyJsonObject.describe('The document as far as it is; it may have errors'),
      baseVersion: wholeNumber(0, 1_000_000_000).describe(
        'Version it started from; 0 when the workflow was never saved',
      ),
      expectedRevision: RevisionInput.describe('Revision the change was made to; 0 when there must be no draft'),
      window: WindowInput,
    }),
  )
  .output(
    z.object({
      revision: z.number().int().describe('Revision of the draft now'),
      updatedAt: z.number().describe('When it was saved, in milliseconds since 1970 (UTC)'),
    }),
  )
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflowId, workflow, baseVersion, expectedRevision, window } = input;
    assertNotHuge(workflow);
    const saved = await services.drafts.save(workflowId, {
      ...{ workflow, baseVersion, expectedRevision, window },
      by: principal.name,
    });
    services.changes.touch(workflowId);
    return { revision: saved.revision, updatedAt: saved.updatedAt };
  });

/** Callers without a body (the command line, an agent over stdio) are held to the same limit. */
function assertNotHuge(workflow: object): void {
  if (JSON.stringify(workflow).length <= MAX_DOCUMENT_BYTES) return;
  throw new AppError(
    'limit-exceeded',
    `The draft is longer than ${MAX_DOCUMENT_BYTES} characters. Take large data out of the document.`,
    { data: { limit: MAX_DOCUMENT_BYTES } },
  );
}
