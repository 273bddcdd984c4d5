import * as z from 'zod';
import { operation } from '../operation.ts';
import { WorkflowDocument } from '../workflow/shapes.ts';

/** Lists templates. */
export const listTemplates = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/templates',
    summary: 'List templates',
    description: 'Lists the example workflows that come with Flowright, with their documents, to begin from.',
    tags: ['template'],
  })
  .input(z.object({}))
  .output(
    z.object({
      items: z
        .array(
          z.object({
            id: z.string().describe('Id of the template'),
            name: z.string().describe('Name a person reads'),
            description: z.string().optional().describe('What it does'),
            tags: z.array(z.string()).describe('Words it is filed under'),
            stepCount: z.number().int().describe('Steps it has, those inside loops included'),
            blocks: z.array(z.string()).describe('Ids of the blocks it uses'),
            workflow: WorkflowDocument.describe('The document'),
          }),
        )
        .describe('The templates, by id'),
    }),
  )
  .handler(async ({ context: { services } }) => {
    const templates = await services.templates();
    const items = templates.map(({ id, workflow, stepCount, blocks }) => {
      const { name, description, tags } = workflow;
      return {
        id,
        name,
        ...(description === undefined ? {} : { description }),
        tags: [...(tags ?? [])],
        stepCount,
        blocks: [...blocks],
        workflow,
      };
    });
    return { items };
  });
