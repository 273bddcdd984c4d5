import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { MAX_DOCUMENT_BYTES } from './document-limit.ts';
import { assertValid, readDocument } from './read-document.ts';
import { SavedVersion, WorkflowDocument } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** Saves the first version of a new workflow. */
export const createWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'effect', audit: true, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'POST',
    path: '/workflows',
    summary: 'Create a workflow',
    description:
      'Saves a document under its own id, as version 1. A workflow with this id that exists already is refused with `conflict`.',
    tags: ['workflow'],
    successStatus: 201,
  })
  .errors(toErrors('workflow-invalid', 'conflict'))
  .input(
    z.object({
      workflow: WorkflowDocument,
      message: z.string().max(2_000).optional().describe('What it is about, for the list of versions'),
    }),
  )
  .output(SavedVersion)
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflow, warnings } = assertValid(readDocument(services, input.workflow));
    const { isNew, ...record } = await services.workflows.save(workflow, {
      author: principal.name,
      expectedVersion: 0,
      ...(input.message === undefined ? {} : { message: input.message }),
    });
    services.changes.touch(workflow.id);
    return { ...toVersionSummary(record), isNew, warnings: [...warnings] };
  });
