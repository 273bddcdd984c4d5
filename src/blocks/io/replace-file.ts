import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import type { FileAccess } from '../context.ts';
import { toSystemCode } from './file-error.ts';
import { openFile } from './open-file.ts';

/** What to replace, and how. */
export interface Replacement {
  readonly files: FileAccess;
  /** Path as `files.resolve` gave it. */
  readonly path: string;
  /** Names the temporary file, so that an attempt after a crash replaces what the crash left. */
  readonly key: string;
  /** Permission bits; those of the file that is replaced when absent. */
  readonly mode: number | undefined;
  /** Whether a file that is there already is a failure (`EEXIST`). */
  readonly mustCreate: boolean;
}

/**
 * Writes a file so that it appears as a whole or not at all, and is on the disk when this returns.
 * @returns whether the file is new
 * @throws AppError `path-refused` when something else than a regular file is there; the system's error
 */
export async function replaceFile(target: Replacement, write: (handle: FileHandle) => Promise<void>): Promise<boolean> {
  const { files, path, key } = target;
  const before = await findRegularFile(path);
  const folder = dirname(path);
  const name = createHash('sha256').update(`${key}\0${path}`).digest('hex').slice(0, 16);
  const temporary = join(folder, `.flowright-${name}.tmp`);
  await rm(temporary, { force: true });
  try {
    const handle = await openFile(files, temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    try {
      await write(handle);
      const mode = target.mode ?? (before === undefined ? undefined : before.mode & 0o777);
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (target.mustCreate) await linkNew(temporary, path);
    else await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
  return before === undefined;
}

/** Makes the names in a folder durable, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Facts of the regular file at `path`; `undefined` when nothing is there. @throws AppError `path-refused` for anything else */
export async function findRegularFile(
  path: string,
): Promise<{ readonly mode: number; readonly size: number } | undefined> {
  try {
    const stats = await lstat(path);
    if (stats.isFile()) return stats;
  } catch (cause) {
    if (toSystemCode(cause) === 'ENOENT') return undefined;
    throw cause;
  }
  throw new AppError(
    'path-refused',
    `"${path}" is no regular file but a folder, link, device or pipe. Give the path of a file.`,
    { data: { path } },
  );
}

/** A hard link fails when the name is taken, which a rename does not. */
async function linkNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (cause) {
    if (toSystemCode(cause) === 'EEXIST') throw cause;
    // A file system without hard links.
    await copyFile(temporary, path, constants.COPYFILE_EXCL);
  }
}
