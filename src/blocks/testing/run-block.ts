import { join } from 'node:path';
import type { JsonObject } from '#contract/json.ts';
import type { Block } from '../block.ts';
import type { BlockContext, Directive } from '../context.ts';
import { loadFolder } from '../load-block.ts';
import { createFakeContext } from './fake-context.ts';

/** The built-in block of a folder below `src/blocks`, such as `control/if`. */
export function loadBuiltIn(folder: string): Block {
  const { block, problems } = loadFolder(join(import.meta.dirname, '..', folder), true, () => undefined);
  if (block === undefined) throw new Error(`The block ${folder} does not load: ${JSON.stringify(problems)}`);
  return block;
}

/** Runs a built-in block as a host does: inputs are validated by its descriptor, which fills in the defaults. */
export async function runBlock(
  folder: string,
  inputs: JsonObject,
  overrides: Partial<BlockContext> = {},
): Promise<JsonObject | Directive> {
  const block = loadBuiltIn(folder);
  const { run } = await block.load();
  return run(createFakeContext(block.validateInputs(inputs), overrides));
}
