import * as z from 'zod';
import { operation } from '../operation.ts';

/** Lists the tags of workflows. */
export const listTags = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    // Not below /workflows: a workflow may be called "tags".
    path: '/tags',
    summary: 'List tags',
    description: 'Lists the words workflows are filed under, with how many workflows have each.',
    tags: ['workflow'],
  })
  .input(z.object({}))
  .output(
    z.object({
      items: z
        .array(
          z.object({
            tag: z.string().describe('The tag'),
            count: z.number().int().describe('Workflows that have it'),
          }),
        )
        .describe('The tags, the most used first'),
    }),
  )
  .handler(({ context: { services } }) => ({ items: [...services.workflows.listTags()] }));
