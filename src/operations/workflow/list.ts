import * as z from 'zod';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape } from '../page.ts';
import { WorkflowSummary } from './shapes.ts';
import { toWorkflowSummary } from './to-summary.ts';

/** Lists workflows by id. */
export const listWorkflows = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows',
    summary: 'List workflows',
    description: 'Lists the workflows by id, those that contain a text or have a tag.',
    tags: ['workflow'],
  })
  .input(
    z.object({
      search: z.string().max(200).optional().describe('Part of the id or name, in any case'),
      tag: z.string().max(100).optional().describe('Only workflows with this tag'),
      ...PageInput,
    }),
  )
  .output(toPageShape(WorkflowSummary))
  .handler(({ input, context: { services } }) => {
    const { search, tag, cursor, limit } = input;
    const found = services.workflows.list({
      ...(search === undefined ? {} : { search }),
      ...(tag === undefined ? {} : { tag }),
      ...(cursor === undefined ? {} : { afterId: cursor }),
      limit: limit + 1,
    });
    const { items, ...rest } = toPage(found, limit, (record) => record.id);
    return { items: items.map((record) => toWorkflowSummary(record, services)), ...rest };
  });
