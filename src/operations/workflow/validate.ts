import * as z from 'zod';
import { Problem } from '#contract/problem.ts';
import { operation } from '../operation.ts';
import { MAX_DOCUMENT_BYTES } from './document-limit.ts';
import { readDocument } from './read-document.ts';
import { WorkflowDocument } from './shapes.ts';

/** Looks for everything that is wrong with a document. */
export const validateDocument = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'POST',
    path: '/workflows/validate',
    summary: 'Validate a document',
    description: 'Looks for everything that is wrong with a document, without saving it.',
    tags: ['workflow'],
  })
  .input(z.object({ workflow: WorkflowDocument }))
  .output(
    z.object({
      valid: z.boolean().describe('Whether it has no errors, so that it can be saved and run'),
      problems: z.array(Problem).describe('Errors and advice'),
    }),
  )
  .handler(({ input, context: { services } }) => {
    const { workflow, problems } = readDocument(services, input.workflow);
    const valid = workflow !== undefined && problems.every((problem) => problem.severity !== 'error');
    return { valid, problems: [...problems] };
  });
