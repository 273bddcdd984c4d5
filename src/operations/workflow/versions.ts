import * as z from 'zod';
import { toErrors } from '../errors.ts';
import { WorkflowIdInput } from '../ids.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape, wholeNumber } from '../page.ts';
import { getWorkflowRecord } from './find-workflow.ts';
import { VersionSummary } from './shapes.ts';
import { toVersionSummary } from './to-summary.ts';

/** Lists the versions of a workflow, newest first. */
export const listVersions = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows/{workflowId}/versions',
    summary: 'List versions',
    description: 'Lists the versions of a workflow, newest first. Nothing saved is ever overwritten.',
    tags: ['workflow'],
  })
  .errors(toErrors('workflow-not-found'))
  .input(
    z.object({
      workflowId: WorkflowIdInput,
      ...PageInput,
      cursor: wholeNumber(1, 1_000_000_000)
        .optional()
        .describe('`nextCursor` of the page before; the first page when absent'),
    }),
  )
  .output(toPageShape(VersionSummary))
  .handler(({ input, context: { services } }) => {
    const { workflowId, cursor, limit } = input;
    getWorkflowRecord(services, workflowId);
    const found = services.workflows.listVersions(workflowId, {
      ...(cursor === undefined ? {} : { beforeVersion: cursor }),
      limit: limit + 1,
    });
    const { items, ...rest } = toPage(found, limit, (record) => String(record.version));
    return { items: items.map(toVersionSummary), ...rest };
  });
