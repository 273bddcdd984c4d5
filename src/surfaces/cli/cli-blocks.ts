import type { Block } from '#blocks/block.ts';
import type { BlockRegistry } from '#blocks/registry.ts';
import { searchBlocks } from '#blocks/search-blocks.ts';
import type { BlockInput, BlockOutput, Effect } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import type { Awaitable } from './awaitable.ts';

/** A block in a list. */
export interface BlockRow {
  readonly id: string;
  readonly label: string;
  readonly category: string;
  readonly description: string;
  readonly effect: Effect;
  readonly builtIn: boolean;
}

/** A block with what it takes and gives. */
export interface BlockView extends BlockRow {
  readonly version: number;
  readonly ports: readonly string[];
  readonly timeoutMs: number;
  readonly inputs: readonly BlockInput[];
  readonly outputs: readonly BlockOutput[];
  readonly docs: string | undefined;
  /** Its folder; a server does not tell. */
  readonly directory: string | undefined;
  /** All of it, for programs. */
  readonly json: JsonObject;
}

/** A descriptor that could not be loaded. */
export interface BlockProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** The blocks there are, as commands show them. */
export interface CliBlocks {
  /** By id, or with a search the best match first. */
  list(search?: string): Awaitable<readonly BlockRow[]>;
  find(id: string): Awaitable<BlockView | undefined>;
  readonly problems: readonly BlockProblem[];
}

/** The blocks of a registry. */
export function toCliBlocks(registry: BlockRegistry): CliBlocks {
  return {
    list: (search) => (search === undefined ? registry.list() : searchBlocks(registry, search)).map(toRow),
    find: (id) => {
      const block = registry.get(id);
      return block === undefined ? undefined : toView(block);
    },
    problems: registry.problems,
  };
}

function toRow({ id, effect, builtIn, descriptor: { label, category, description } }: Block): BlockRow {
  return { id, label, category, description, effect, builtIn };
}

function toView(block: Block): BlockView {
  const { descriptor, ports, timeoutMs, directory, builtIn, inputSchema } = block;
  const { version, inputs, outputs, docs } = descriptor;
  const json = { ...(descriptor as unknown as JsonObject), builtIn, directory, inputSchema };
  return { ...toRow(block), version, ports, timeoutMs, inputs, outputs, docs, directory, json };
}
