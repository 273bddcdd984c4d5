import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { wholeNumber } from '../page.ts';
import { getVersion, getWorkflowRecord } from './find-workflow.ts';
import { SavedVersion } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** Makes an old version the newest one again. */
export const rollbackWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/rollback',
    summary: 'Go back to a version',
    description: 'Saves an old version again, as the newest one; nothing is lost.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found', 'conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      version: VersionInput.describe('The version to go back to'),
      expectedVersion: wholeNumber(1, 1_000_000_000).optional().describe('Refuse when another version is current'),
      message: z.string().max(2_000).optional().describe('Why'),
    }),
  )
  .output(SavedVersion)
  .handler(async ({ input, context: { services, principal } }) => {
    const { workflowId, version, expectedVersion, message } = input;
    getWorkflowRecord(services, workflowId);
    const { document } = getVersion(services, workflowId, version);
    const { isNew, ...record } = await services.workflows.rollback(workflowId, version, {
      author: principal.name,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      ...(message === undefined ? {} : { message }),
    });
    services.changes.touch(workflowId);
    return { ...toVersionSummary(record), isNew, warnings: [...services.validate(document)] };
  });
