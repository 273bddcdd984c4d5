import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion } from './find-workflow.ts';
import { SavedVersion } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

const MAX_NAME = 200;

/** Copies a workflow under a new id. */
export const duplicateWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'effect', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/duplicate',
    summary: 'Duplicate a workflow',
    description:
      'Saves a copy of a version as version 1 of a new workflow. Its triggers do not fire until it is activated.',
    tags: ['workflow'],
    successStatus: 201,
  })
  .errors(toErrors('workflow-not-found', 'version-not-found', 'conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      newId: WorkflowIdInput.describe('Id of the copy'),
      name: z.string().min(1).max(MAX_NAME).optional().describe('Name of the copy; "… (copy)" by default'),
      version: VersionInput.optional().describe('Version to copy; the current one by default'),
    }),
  )
  .output(SavedVersion)
  .handler(async ({ input, context: { services, principal } }) => {
    const { document, version } = getVersion(services, input.workflowId, input.version);
    const name = input.name ?? `${document.name.slice(0, MAX_NAME - 7)} (copy)`;
    const copy = { ...document, id: input.newId, name };
    const { isNew, ...record } = await services.workflows.save(copy, {
      author: principal.name,
      expectedVersion: 0,
      message: `Copy of ${input.workflowId} version ${version}`,
    });
    services.changes.touch(copy.id);
    return { ...toVersionSummary(record), isNew, warnings: [...services.validate(copy)] };
  });
