import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/app-error.ts';
import { createSecret, isSecret } from './secret-text.ts';

const FILE = 'owner-token';

/** The token that lets its holder do everything. */
export interface OwnerToken {
  readonly token: string;
  readonly path: string;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

/**
 * The owner token of a data folder. The first start makes it, in a file that its owner alone may read; deleting the file and starting again
 * makes another one. Processes that start at the same time agree on one.
 * @throws AppError config-invalid when the file cannot be used, or when others may read or change it.
 */
export function openOwnerToken(dataDir: string): OwnerToken {
  const path = join(dataDir, FILE);
  try {
    const isNew = !exists(path) && make(path);
    return { token: read(path), path, isNew };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'config-invalid',
      `The owner token "${path}" cannot be used: ${reason}. Correct that, then start again.`,
      {
        cause: error,
      },
    );
  }
}

function readCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function open(path: string): number {
  // A link could lead to a file somebody else chose, and a pipe would make the start wait for ever.
  return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

function exists(path: string): boolean {
  try {
    closeSync(open(path));
    return true;
  } catch (error) {
    if (readCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Writes the file whole under another name first, so that nobody ever reads half of it. False when another process was faster. */
function make(path: string): boolean {
  const draft = `${path}.${process.pid}-${randomUUID()}`;
  const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      writeSync(file, `${createSecret('flw_')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (readCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): string {
  const file = open(path);
  try {
    assertPrivate(file, path);
    const token = readFileSync(file, 'utf8').trim();
    if (isSecret(token, 'flw_')) return token;
    throw new AppError(
      'config-invalid',
      `The file "${path}" holds no owner token. Delete it: the next start makes a new one.`,
    );
  } finally {
    closeSync(file);
  }
}

function assertPrivate(file: number, path: string): void {
  const { mode, uid, size } = fstatSync(file);
  if ((mode & constants.S_IFMT) !== constants.S_IFREG || size > 1_000)
    throw new AppError(
      'config-invalid',
      `"${path}" is no file of a token. Move it away: the next start makes a new one.`,
    );
  // Windows has no such modes; there the folder's own permissions count.
  const user = process.getuid?.();
  if (user === undefined) return;
  if ((mode & 0o077) !== 0) {
    throw new AppError(
      'config-invalid',
      `Others on this machine can read or change the owner token. Run: chmod 600 "${path}". If somebody may have read it, delete it instead: the next start makes a new one.`,
      { data: { path } },
    );
  }
  if (uid === user || user === 0) return;
  throw new AppError(
    'config-invalid',
    `The owner token "${path}" belongs to another user of this machine. Start Flowright as that user, or delete the file: the next start makes a new one.`,
    { data: { path } },
  );
}
