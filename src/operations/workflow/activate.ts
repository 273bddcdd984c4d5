import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { Activation, toActivation } from './activation-shape.ts';

/** Makes the triggers of a version fire. */
export const activateWorkflow = operation
  .meta({ permission: 'workflow:write', effect: 'idempotent', audit: true })
  .route({
    method: 'POST',
    path: '/workflows/{workflowId}/activate',
    summary: 'Activate a version',
    description:
      'Makes the triggers of a version fire, and those of the version before no more. The active version stays while newer ones are saved.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found', 'workflow-invalid', 'conflict'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      version: VersionInput.optional().describe('Version to activate; the current one by default'),
    }),
  )
  .output(Activation)
  .handler(async ({ input: { workflowId, version }, context: { services } }) =>
    toActivation(await services.triggers.activate(workflowId, version)),
  );
