import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { MAX_DOCUMENT_BYTES } from './document-limit.ts';
import { assertValid, readText } from './read-document.ts';
import { SavedVersion } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** Saves a workflow from text. */
export const importWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true, maxBodyBytes: MAX_DOCUMENT_BYTES })
  .route({
    method: 'POST',
    path: '/workflows/import',
    summary: 'Import a workflow',
    description: 'Reads a document from JSON or YAML text and saves it under its own id, as the next version.',
    tags: ['workflow'],
  })
  .errors(toErrors('document-unreadable', 'workflow-invalid', 'conflict'))
  .input(
    z.object({
      text: z.string().min(1).max(MAX_DOCUMENT_BYTES).describe('The document'),
      format: z.enum(['json', 'yaml']).optional().describe('What the text is; found out when absent'),
      expectedVersion: wholeNumber(0, 1_000_000_000)
        .optional()
        .describe('Refuse when another version is current; 0 when there must be no such workflow yet'),
      message: z.string().max(2_000).optional().describe('What the change is about'),
    }),
  )
  .output(SavedVersion)
  .handler(async ({ input, context: { services, principal } }) => {
    const { text, expectedVersion, message } = input;
    const format = input.format ?? (text.trimStart().startsWith('{') ? 'json' : 'yaml');
    const { workflow, warnings } = assertValid(readText(services, text, format));
    const { isNew, ...record } = await services.workflows.save(workflow, {
      author: principal.name,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      message: message ?? 'Imported',
    });
    services.changes.touch(workflow.id);
    return { ...toVersionSummary(record), isNew, warnings: [...warnings] };
  });
