import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders between a directory of blocks and a block. */
const MAX_DEPTH = 3;
/** Folders looked into, so that a directory given by mistake (a home folder) cannot stall the start. */
const MAX_FOLDERS = 20_000;

/** What a search of a directory found. */
export interface FoundFolders {
  /** Absolute paths of folders that hold a `block.json`, in order of name. */
  readonly folders: readonly string[];
  /** Why the search is incomplete, if it is. */
  readonly fault: string | undefined;
}

function isFolder(entry: Dirent, path: string): boolean {
  if (entry.isDirectory()) return true;
  // People link to the folder of a block they work on.
  return entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Folders with a `block.json` at most three levels below `directory`, or `directory` itself. A block's folder is not searched further. */
export function findBlockFolders(directory: string): FoundFolders {
  const folders: string[] = [];
  let left = MAX_FOLDERS;
  let fault: string | undefined;

  const visit = (folder: string, depth: number): void => {
    if (left-- <= 0) {
      fault = `only the first ${MAX_FOLDERS} folders were searched; give the directory of the blocks alone`;
      return;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (thrown) {
      fault = `the folder ${folder} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      return;
    }
    if (entries.some((entry) => entry.name === 'block.json')) {
      folders.push(folder);
      return;
    }
    if (depth === MAX_DEPTH) return;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules' && isFolder(entry, path)) visit(path, depth + 1);
    }
  };

  visit(directory, 0);
  return { folders, fault };
}
