import * as z from 'zod';
import { AppError } from '#contract/app-error.ts';
import { operation } from '../operation.ts';
import { PageInput, toPage, toPageShape } from '../page.ts';
import { WorkflowSummary } from './shapes.ts';
import { toWorkflowSummary } from './to-summary.ts';

/** Lists workflows. */
export const listWorkflows = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/workflows',
    summary: 'List workflows',
    description: 'Lists the workflows by id or the last saved first, those that contain a text or have a tag.',
    tags: ['workflow'],
  })
  .input(
    z.object({
      search: z.string().max(200).optional().describe('Part of the id or name, in any case'),
      tag: z.string().max(100).optional().describe('Only workflows with this tag'),
      sort: z.enum(['id', 'updated']).default('id').describe('By id, or the last saved first; by id by default'),
      ...PageInput,
    }),
  )
  .output(toPageShape(WorkflowSummary))
  .handler(({ input, context: { services } }) => {
    const { search, tag, sort, cursor, limit } = input;
    const found = services.workflows.list({
      ...(search === undefined ? {} : { search }),
      ...(tag === undefined ? {} : { tag }),
      sort,
      ...(cursor === undefined ? {} : { after: readCursor(cursor, sort) }),
      limit: limit + 1,
    });
    const { items, ...rest } = toPage(found, limit, ({ id, updatedAt }) => (sort === 'id' ? id : `${updatedAt}~${id}`));
    return { items: items.map((record) => toWorkflowSummary(record, services)), ...rest };
  });

function readCursor(cursor: string, sort: 'id' | 'updated'): { readonly id: string; readonly updatedAt?: number } {
  if (sort === 'id') return { id: cursor };
  const [, updatedAt, id] = /^(\d{1,16})~(.+)$/s.exec(cursor) ?? [];
  if (updatedAt === undefined || id === undefined) {
    throw new AppError('input-invalid', 'This cursor is of a list in another order. Begin with the first page.', {
      data: { field: 'cursor' },
    });
  }
  return { id, updatedAt: Number(updatedAt) };
}
