import { closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#contract/app-error.ts';

/** File name of the database in a data folder. */
const DATABASE_FILE = 'flowright.db';

/** Path of the database of a data folder. */
export function toDatabasePath(dataDir: string): string {
  return join(dataDir, DATABASE_FILE);
}

function toFolderError(error: unknown, dataDir: string): AppError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'the system does not allow a folder there',
    EISDIR: 'there is a folder in place of the database file',
    ENOTDIR: 'a part of the path is not a folder',
    EEXIST: 'there is a file of that name',
    EROFS: 'the file system is read-only',
    ENOSPC: 'the disk is full',
    ELOOP: 'too many symbolic links',
    ENAMETOOLONG: 'the path is too long',
  };
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : error instanceof Error ? error.message : String(error);
  return new AppError(
    code === 'ENOSPC' ? 'storage-full' : 'config-invalid',
    `The data folder "${dataDir}" cannot be used: ${reason}. Choose another one with --data DIR, or correct its permissions.`,
    { cause: error, data: { dataDir } },
  );
}

/** Like a recursive mkdirSync, which never returns where the system will not make folders at all, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process that starts at the same time may have made it.
    if (!existsSync(path)) throw error;
  }
}

/** Makes the data folder and an empty database file, readable by their owner only, unless they exist. */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
    closeSync(openSync(toDatabasePath(dataDir), constants.O_RDWR | constants.O_CREAT, 0o600));
  } catch (error) {
    throw toFolderError(error, dataDir);
  }
}

/** Refuses a data folder that holds no database. */
export function assertDatabaseExists(dataDir: string): void {
  let isThere = false;
  try {
    isThere = existsSync(toDatabasePath(dataDir)) && statSync(toDatabasePath(dataDir)).isFile();
  } catch (error) {
    throw toFolderError(error, dataDir);
  }
  if (isThere) return;
  throw new AppError(
    'file-missing',
    `There is no Flowright data in "${dataDir}". Name the right folder with --data DIR.`,
    { data: { dataDir } },
  );
}
