import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Block } from './block.ts';
import { findBlockFolders } from './find-block-folders.ts';
import { type LoadedFolder, loadFolder } from './load-block.ts';
import { type DescriptorProblem, toProblem } from './read-descriptor.ts';

/** Where blocks are. */
export interface BlockDirectories {
  /** Directories of the user's own blocks, each block in a folder of its own. */
  readonly directories: readonly string[];
  /** Directory of the built-in blocks. */
  readonly builtIn: string;
}

/** The blocks there are. */
export interface BlockRegistry {
  get(id: string): Block | undefined;
  /** All blocks, by id. */
  list(): readonly Block[];
  /** What could not be loaded. It does not stop the others. */
  readonly problems: readonly DescriptorProblem[];
  /** The directories blocks come from, the built-in one first. */
  readonly directories: readonly string[];
  /** Looks again. Unchanged blocks stay the same objects. Answers the ids that came, went or changed. */
  reload(): readonly string[];
}

interface Contents {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly folders: ReadonlyMap<string, LoadedFolder>;
  readonly problems: readonly DescriptorProblem[];
}

function toRealPath(directory: string): string {
  return existsSync(directory) ? realpathSync(directory) : resolve(directory);
}

function toConflict(folder: LoadedFolder, block: Block, known: Block): DescriptorProblem {
  const reason = known.builtIn
    ? `"${block.id}" is the id of a built-in block, which cannot be replaced; choose another id`
    : `the id "${block.id}" is already that of the block in ${known.directory}; choose another id`;
  return toProblem(join(folder.directory, 'block.json'), folder.text, ['id'], reason);
}

function readContents(
  directories: readonly string[],
  get: BlockRegistry['get'],
  previous: Contents | undefined,
): Contents {
  const blocks = new Map<string, Block>();
  const folders = new Map<string, LoadedFolder>();
  const problems: DescriptorProblem[] = [];
  for (const [at, root] of directories.entries()) {
    const found = findBlockFolders(root);
    if (found.fault !== undefined) problems.push({ file: root, line: 1, column: 1, reason: found.fault });
    for (const directory of found.folders) {
      if (folders.has(directory)) continue;
      const folder = loadFolder(directory, at === 0, get, previous?.folders.get(directory));
      folders.set(directory, folder);
      problems.push(...folder.problems);
      const { block } = folder;
      if (block === undefined) continue;
      const known = blocks.get(block.id);
      if (known === undefined) blocks.set(block.id, block);
      else problems.push(toConflict(folder, block, known));
    }
  }
  const sorted = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1));
  return { blocks: new Map(sorted), folders, problems };
}

/** Ids that came, went or changed. */
function compareContents(before: Contents, after: Contents): readonly string[] {
  const ids = new Set([...before.blocks.keys(), ...after.blocks.keys()]);
  return [...ids].filter((id) => before.blocks.get(id) !== after.blocks.get(id)).sort();
}

/**
 * Reads the descriptors of all directories; code is loaded when a block is first used. Nothing is thrown for a broken
 * descriptor or a missing directory: it is among the `problems`.
 */
export async function loadBlocks({ directories, builtIn }: BlockDirectories): Promise<BlockRegistry> {
  const roots = [...new Set([builtIn, ...directories].map(toRealPath))];
  const get: BlockRegistry['get'] = (id) => contents.blocks.get(id);
  let contents = readContents(roots, get, undefined);
  return {
    get,
    list: () => [...contents.blocks.values()],
    get problems() {
      return contents.problems;
    },
    directories: roots,
    reload: () => {
      const before = contents;
      contents = readContents(roots, get, before);
      return compareContents(before, contents);
    },
  };
}
