import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { AppError } from '#contract/app-error.ts';
import type { FileAccess } from '../context.ts';
import { isInside } from './file-access.ts';
import { toSystemCode } from './file-error.ts';

/**
 * Opens a regular file at a path `files.resolve` gave. Devices, pipes and folders are refused without waiting on them, and so is
 * a file that, once open, turns out to be elsewhere: a folder on the way may have been swapped for a link meanwhile.
 * @throws AppError `path-refused`, or the system's error
 */
export async function openFile(files: FileAccess, real: string, flags: number, mode = 0o666): Promise<FileHandle> {
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let handle: FileHandle;
  try {
    handle = await open(real, flags | O_NOFOLLOW | O_NONBLOCK, mode);
  } catch (cause) {
    // A pipe nobody reads, or a socket.
    if (toSystemCode(cause) === 'ENXIO') throw noRegularFile(real, cause);
    throw cause;
  }
  try {
    if (!(await handle.stat()).isFile()) throw noRegularFile(real);
    if (!isInside(files.roots, await findOpenPath(handle, real))) {
      throw new AppError(
        'path-refused',
        `The file "${real}" was moved out of the allowed folders while it was opened.`,
        { data: { path: real } },
      );
    }
    return handle;
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

async function findOpenPath(handle: FileHandle, real: string): Promise<string> {
  try {
    return await readlink(`/proc/self/fd/${handle.fd}`);
  } catch {
    // No /proc on this system: the path is looked up again, which narrows the gap but cannot close it.
    return realpath(real);
  }
}

function noRegularFile(path: string, cause?: unknown): AppError {
  return new AppError(
    'path-refused',
    `"${path}" is no regular file but a folder, device or pipe. Give the path of a file.`,
    { cause, data: { path } },
  );
}
