import { realpathSync, statSync } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import type { FileAccess } from '../context.ts';
import { toFileError, toSystemCode } from './file-error.ts';

/**
 * Files below `roots` only. A path is judged by where it really is: links on the way are followed first, and what does not
 * exist yet is judged by its deepest folder that does.
 * @throws AppError `config-invalid` when a root is no folder
 */
export function createFileAccess(roots: readonly string[]): FileAccess {
  const real = roots.map(toRealRoot);
  return {
    roots: real,
    resolve: async (path, access) => {
      const [first] = real;
      if (first === undefined) {
        throw new AppError(
          'path-refused',
          `The path "${path}" is refused: no folder is allowed. Allow one in the settings.`,
        );
      }
      if (path === '' || path.includes('\0')) {
        throw new AppError(
          'path-refused',
          'A path must be text without NUL characters, and not empty. Correct the path.',
        );
      }
      const found = await findRealPath(isAbsolute(path) ? resolve(path) : resolve(first, path), path, access);
      if (isInside(real, found)) return found;
      throw new AppError(
        'path-refused',
        `The path "${path}" lies outside the allowed folders (${real.join(', ')}). Use a path below them, or allow its folder in the settings.`,
        { data: { path, access } },
      );
    },
  };
}

/** Whether an absolute real path is one of the real `roots` or below one. */
export function isInside(roots: readonly string[], path: string): boolean {
  return roots.some((root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep));
}

function toRealRoot(root: string): string {
  try {
    const real = realpathSync.native(resolve(root));
    if (statSync(real).isDirectory()) return real;
  } catch (cause) {
    throw new AppError(
      'config-invalid',
      `The allowed folder "${root}" cannot be used (${toSystemCode(cause)}). Create it, or remove it from the settings.`,
      {
        cause,
      },
    );
  }
  throw new AppError('config-invalid', `The allowed folder "${root}" is no folder. Remove it from the settings.`);
}

async function findRealPath(absolute: string, given: string, access: 'read' | 'write'): Promise<string> {
  const missing: string[] = [];
  for (let at = absolute; ; ) {
    try {
      return join(await realpath(at), ...missing);
    } catch (cause) {
      const code = toSystemCode(cause);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw toFileError(cause, access, given);
    }
    await assertNoLink(at, given);
    const parent = dirname(at);
    if (parent === at) throw new AppError('path-refused', `The path "${given}" cannot be resolved. Check the path.`);
    missing.unshift(basename(at));
    at = parent;
  }
}

/** A link whose target is missing would, when written to, create a file wherever it points. */
async function assertNoLink(path: string, given: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isSymbolicLink()) return;
  throw new AppError(
    'path-refused',
    `The path "${given}" goes through a link whose target does not exist. Remove the link, or use another path.`,
    {
      data: { path: given },
    },
  );
}
