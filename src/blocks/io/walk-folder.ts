import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { toSystemCode } from './file-error.ts';
import type { Glob } from './glob.ts';

/** What to look for. */
export interface WalkOptions {
  readonly pattern: Glob;
  /** What matches is left out, folders with all they hold. */
  readonly ignore: readonly Glob[];
  readonly recursive: boolean;
  readonly files: boolean;
  readonly folders: boolean;
  /** Whether names that begin with a dot count. */
  readonly hidden: boolean;
  /** Where to stop. */
  readonly maxFound: number;
  readonly maxVisited: number;
  readonly signal: AbortSignal;
}

/** A file or folder that was found. `path` is relative to the start, with `/` between names. */
export interface Found {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

export interface WalkResult {
  readonly found: readonly Found[];
  /** Whether the walk stopped before its end. */
  readonly truncated: boolean;
  /** Folders below the start that could not be read. */
  readonly unreadable: readonly string[];
}

const MAX_UNREADABLE = 100;

/**
 * Walks a folder, names in no particular order. Links are neither followed nor found, so the walk stays inside and ends.
 * @throws the system's error when the start itself cannot be read
 */
export async function walkFolder(start: string, options: WalkOptions): Promise<WalkResult> {
  const { pattern, ignore, signal } = options;
  const found: Found[] = [];
  const unreadable: string[] = [];
  const pending: string[] = [''];
  let visited = 0;

  /** Takes one name; whether the walk may go on. */
  const take = (entry: Dirent, path: string): boolean => {
    visited++;
    if (visited > options.maxVisited) return false;
    if (!options.hidden && entry.name.startsWith('.')) return true;
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile()) return true;
    if (ignore.some((glob) => glob.matches(path) || (isFolder && glob.matches(`${path}/`)))) return true;
    if ((isFolder ? options.folders : options.files) && pattern.matches(path)) {
      if (found.length >= options.maxFound) return false;
      found.push({ path, kind: isFolder ? 'folder' : 'file' });
    }
    if (isFolder && options.recursive && leadsTo(pattern.prefix, path)) pending.push(path);
    return true;
  };

  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    signal.throwIfAborted();
    try {
      for await (const entry of await opendir(join(start, folder), { bufferSize: 256 })) {
        signal.throwIfAborted();
        if (!take(entry, folder === '' ? entry.name : `${folder}/${entry.name}`))
          return { found, truncated: true, unreadable };
      }
    } catch (thrown) {
      const code = toSystemCode(thrown);
      if (folder === '' || code === undefined) throw thrown;
      // Folders that vanish during the walk are not there; those closed to us are reported.
      if (code !== 'ENOENT' && unreadable.length < MAX_UNREADABLE) unreadable.push(folder);
    }
  }
  return { found, truncated: false, unreadable };
}

function leadsTo(prefix: readonly string[], path: string): boolean {
  const names = path.split('/');
  return prefix.every((name, index) => index >= names.length || names[index] === name);
}
