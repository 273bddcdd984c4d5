import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion } from './find-workflow.ts';

/** A workflow as text for a file. */
export const exportWorkflow = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/export',
    summary: 'Export a workflow',
    description: 'Answers a document as text that is kept well in git: stable order, one change a line.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      version: VersionInput.optional().describe('Version to export; the current one by default'),
      format: z.enum(['json', 'yaml']).default('json').describe('What the text shall be'),
    }),
  )
  .output(
    z.object({
      fileName: z.string().describe('Name for the file'),
      version: z.number().int().describe('The exported version'),
      text: z.string().describe('The document'),
    }),
  )
  .handler(async ({ input: { workflowId, version, format }, context: { services } }) => {
    const found = getVersion(services, workflowId, version);
    const json = services.format(found.document);
    const text = format === 'json' ? json : (await import('yaml')).stringify(JSON.parse(json));
    return { fileName: `${workflowId}.${format}`, version: found.version, text };
  });
