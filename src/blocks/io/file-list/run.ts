import { lstat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readChoice, readCount, readFlag, readText, readTexts } from '../../data/read-input.ts';
import { toFileError, toSystemCode } from '../file-error.ts';
import { compileGlob } from '../glob.ts';
import { type Found, walkFolder } from '../walk-folder.ts';

const SORTS = ['path', 'name', 'size', 'modified'] as const;
/** Found in all before the walk stops, so that a sorted list holds the first of many and memory stays bounded. */
const MAX_FOUND = 200_000;
const MAX_VISITED = 2_000_000;
const STATS_AT_ONCE = 64;

interface Entry extends Found {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Lists what lies below a folder. */
export async function run({ inputs, files, signal }: BlockContext): Promise<JsonObject> {
  const folder = readText(inputs, 'folder', '.') || '.';
  const sort = readChoice(inputs, 'sort', SORTS, 'path');
  const isDescending = readChoice(inputs, 'order', ['asc', 'desc'], 'asc') === 'desc';
  const limit = readCount(inputs, 'limit', 10_000);
  const details = readFlag(inputs, 'details', true);
  const kinds = inputs.include === undefined ? ['files'] : readTexts(inputs, 'include');
  const options = {
    pattern: compileGlob(readText(inputs, 'pattern', '*') || '*'),
    ignore: readTexts(inputs, 'ignore').map(compileGlob),
    recursive: readFlag(inputs, 'recursive', true),
    files: kinds.includes('files'),
    folders: kinds.includes('folders'),
    hidden: readFlag(inputs, 'hidden', false),
    maxFound: MAX_FOUND,
    maxVisited: MAX_VISITED,
    signal,
  };
  const start = await files.resolve(folder, 'read');
  try {
    const { found, truncated, unreadable } = await walkFolder(start, options);
    const byStats = sort === 'size' || sort === 'modified';
    const known = byStats ? await readDetails(start, found, signal) : found.map(withoutDetails);
    const chosen = known.toSorted(compareBy(sort, isDescending)).slice(0, limit);
    const shown = details && !byStats ? await readDetails(start, chosen, signal) : chosen;
    return {
      files: shown.map((entry) => toOutput(start, entry, details)),
      count: shown.length,
      truncated: truncated || found.length > limit,
      unreadable,
    };
  } catch (thrown) {
    throw toFileError(thrown, 'list', folder);
  }
}

function withoutDetails({ path, kind }: Found): Entry {
  return { path, kind, name: basename(path), sizeBytes: 0, modifiedMs: 0 };
}

async function readDetails(start: string, found: readonly Found[], signal: AbortSignal): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let at = 0; at < found.length; at += STATS_AT_ONCE) {
    signal.throwIfAborted();
    const part = await Promise.all(found.slice(at, at + STATS_AT_ONCE).map((one) => readDetail(start, one)));
    for (const entry of part) if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

/** `undefined` when it vanished since it was found. */
async function readDetail(start: string, one: Found): Promise<Entry | undefined> {
  try {
    const { size, mtimeMs } = await lstat(join(start, one.path));
    return { ...withoutDetails(one), sizeBytes: one.kind === 'folder' ? 0 : size, modifiedMs: mtimeMs };
  } catch (thrown) {
    if (toSystemCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareBy(sort: (typeof SORTS)[number], isDescending: boolean): (a: Entry, b: Entry) => number {
  const keys = {
    path: () => 0,
    name: (a: Entry, b: Entry) => compareText(a.name, b.name),
    size: (a: Entry, b: Entry) => a.sizeBytes - b.sizeBytes,
    modified: (a: Entry, b: Entry) => a.modifiedMs - b.modifiedMs,
  };
  const sign = isDescending ? -1 : 1;
  return (a, b) => sign * (keys[sort](a, b) || compareText(a.path, b.path));
}

function toOutput(start: string, entry: Entry, details: boolean): JsonObject {
  const { path, name, kind, sizeBytes, modifiedMs } = entry;
  return {
    path: join(start, path),
    relativePath: path,
    name,
    kind,
    ...(details ? { sizeBytes, modifiedAt: new Date(modifiedMs).toISOString() } : {}),
  };
}
