import * as z from 'zod';
import { findNearestName } from '#blocks/nearest-name.ts';
import { AppError } from '#contract/app-error.ts';
import { BlockInput, BlockOutput } from '#contract/block.ts';
import { BlockId } from '#contract/workflow.ts';
import { toErrors } from '../errors.ts';
import { AnyJsonObject } from '../json-shape.ts';
import { operation } from '../operation.ts';
import { BlockSummary, toBlockSummary } from './shapes.ts';

const BlockDetail = BlockSummary.extend({
  inputs: z.array(BlockInput).describe('Its inputs, as a form shows them'),
  outputs: z.array(BlockOutput).describe('What it gives'),
  inputSchema: AnyJsonObject.describe('JSON Schema (draft 2020-12) of the inputs'),
  docs: z.string().optional().describe('Longer explanation, Markdown'),
  timeoutMs: z.number().describe('Longest time of one attempt, in milliseconds'),
}).describe('A block with its inputs and outputs');

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
    const { inputs, outputs, docs } = block.descriptor;
    return {
      ...toBlockSummary(block),
      inputs,
      outputs,
      inputSchema: block.inputSchema,
      ...(docs === undefined ? {} : { docs }),
      timeoutMs: block.timeoutMs,
    };
  });
