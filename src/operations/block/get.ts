import * as z from 'zod';
import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import { BlockId } from '#contract/workflow.ts';
import { toErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { BlockDetail, toBlockDetail } from './shapes.ts';

/** A block with its inputs and outputs. */
export const getBlock = operation
  .meta({ permission: 'workflow:read', effect: 'read', audit: false })
  .route({
    method: 'GET',
    path: '/blocks/{blockId}',
    summary: 'Get a block',
    description: 'Answers a block with its inputs, outputs and the JSON Schema of its inputs.',
    tags: ['block'],
  })
  .errors(toErrors('block-not-found'))
  .input(z.object({ blockId: BlockId }))
  .output(BlockDetail)
  .handler(({ input: { blockId }, context: { services } }) => {
    const block = services.blocks.get(blockId);
    if (block === undefined) {
      const nearest = findNearestName(
        blockId,
        services.blocks.list().map(({ descriptor }) => descriptor.id),
      );
      const hint = nearest === undefined ? 'List the blocks to see which there are.' : `Did you mean "${nearest}"?`;
      throw new AppError('block-not-found', `There is no block "${blockId}". ${hint}`);
    }
    return toBlockDetail(block);
  });
