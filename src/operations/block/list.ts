import * as z from 'zod';
import { listCategories, searchBlocks } from '#blocks/search-blocks.ts';
import { operation } from '../operation.ts';
import { BlockSummary, toBlockSummary } from './shapes.ts';

/** Lists blocks. */
export const listBlocks = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/blocks',
    summary: 'List blocks',
    description: 'Lists the blocks workflows can be made of: by id, or with a search the best match first.',
    tags: ['block'],
  })
  .input(
    z.object({
      search: z.string().max(200).optional().describe('Words that occur in the block, in any order'),
      category: z.string().max(100).optional().describe('Only blocks of this category'),
    }),
  )
  .output(
    z.object({
      items: z.array(BlockSummary).describe('The blocks'),
      categories: z
        .array(
          z.object({
            id: z.string().describe('The category'),
            count: z.number().int().describe('Blocks it has'),
          }),
        )
        .describe('All categories'),
      problems: z
        .array(
          z.object({
            file: z.string().describe('The descriptor'),
            line: z.number().int().describe('Where, counted from 1'),
            column: z.number().int().describe('Where, counted from 1'),
            reason: z.string().describe('Why it was left out'),
          }),
        )
        .describe('Blocks that could not be loaded'),
    }),
  )
  .handler(({ input: { search, category }, context: { services } }) => {
    const { blocks } = services;
    const found = search === undefined ? blocks.list() : searchBlocks(blocks, search);
    const wanted = found.filter((block) => category === undefined || block.descriptor.category === category);
    return {
      items: wanted.map(toBlockSummary),
      categories: listCategories(blocks).map(({ id, count }) => ({ id, count })),
      problems: blocks.problems.map(({ file, line, column, reason }) => ({ file, line, column, reason })),
    };
  });
