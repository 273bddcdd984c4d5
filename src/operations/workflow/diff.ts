import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion } from './find-workflow.ts';
import { WorkflowChange } from './shapes.ts';

/** What changed between two versions. */
export const diffVersions = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/diff',
    summary: 'Compare two versions',
    description: 'Tells what changed from one version of a workflow to another: steps and edges first, then the rest.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      from: VersionInput.describe('The older version'),
      to: VersionInput.optional().describe('The newer version; the current one by default'),
    }),
  )
  .output(
    z.object({
      from: z.number().int().describe('The older version'),
      to: z.number().int().describe('The newer version'),
      changes: z.array(WorkflowChange).describe('What changed'),
    }),
  )
  .handler(({ input, context: { services } }) => {
    const before = getVersion(services, input.workflowId, input.from);
    const after = getVersion(services, input.workflowId, input.to);
    const changes = services.diff(before.document, after.document).map((change) => WorkflowChange.parse(change));
    return { from: before.version, to: after.version, changes };
  });
