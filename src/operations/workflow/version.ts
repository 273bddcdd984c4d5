import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { VersionInput, WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { getVersion } from './find-workflow.ts';
import { VersionDetail } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** A version of a workflow with its document. */
export const getWorkflowVersion = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/versions/{version}',
    summary: 'Get a version',
    description: 'Answers a version with its document; of deleted workflows too, because runs pin their version.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found', 'version-not-found'))
  .input(z.object({ workflowId: WorkflowIdInput, version: VersionInput }))
  .output(VersionDetail)
  .handler(({ input, context: { services } }) => {
    const { document, ...record } = getVersion(services, input.workflowId, input.version);
    return { ...toVersionSummary(record), workflow: document };
  });
