import * as z from 'zod';
import type { Block } from '#blocks/block.ts';
import { BlockInput, BlockOutput, Effect } from '#contract/block.ts';
import { AnyJsonObject } from '../json-shape.ts';

/** A block in a list. */
export const BlockSummary = z
  .object({
    id: z.string().describe('Id of the block, e.g. `network.http_request`'),
    label: z.string().describe('Name a person reads'),
    category: z.string().describe('Category it is filed under'),
    description: z.string().describe('What it does'),
    version: z.number().int().describe('Version of the block'),
    keywords: z.array(z.string()).describe('Words search finds it by'),
    ports: z.array(z.string()).describe('Ports it may take; the first is the default one'),
    effect: Effect,
    trigger: z.boolean().describe('Whether it starts runs'),
    container: z.boolean().describe('Whether steps of it hold a body of steps'),
    builtIn: z.boolean().describe('Whether it comes with Flowright'),
  })
  .describe('A block in a list');
export type BlockSummary = z.infer<typeof BlockSummary>;

/** A block as a list shows it. */
export function toBlockSummary({ descriptor, effect, ports, trigger, builtIn }: Block): BlockSummary {
  const { id, label, category, description, version, keywords, execution } = descriptor;
  return {
    id,
    label,
    category,
    description,
    version,
    keywords: [...(keywords ?? [])],
    ports: [...ports],
    effect,
    trigger,
    container: execution.container === true,
    builtIn,
  };
}

/** A block with its inputs and outputs. */
export const BlockDetail = BlockSummary.extend({
  inputs: z.array(BlockInput).describe('Its inputs, as a form shows them'),
  outputs: z.array(BlockOutput).describe('What it gives'),
  inputSchema: AnyJsonObject.describe('JSON Schema (draft 2020-12) of the inputs'),
  docs: z.string().optional().describe('Longer explanation, Markdown'),
  timeoutMs: z.number().describe('Longest time of one attempt, in milliseconds'),
}).describe('A block with its inputs and outputs');
export type BlockDetail = z.infer<typeof BlockDetail>;

/** A block with its inputs and outputs, as answers hold it. */
export function toBlockDetail(block: Block): BlockDetail {
  const { inputs, outputs, docs } = block.descriptor;
  return {
    ...toBlockSummary(block),
    inputs,
    outputs,
    inputSchema: block.inputSchema,
    ...(docs === undefined ? {} : { docs }),
    timeoutMs: block.timeoutMs,
  };
}
