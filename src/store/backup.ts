import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { AppError } from '#contract/app-error.ts';
import { toStorageError } from './storage-error.ts';
import type { Store } from './store.ts';

/** All pages in one step: copying in several would start again after every commit, and a busy database would never be done. */
const ALL_PAGES = 0x7fff_ffff;

/** Makes the copy one self-contained file, without -wal and -shm beside it. */
function finish(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec('PRAGMA journal_mode = DELETE');
  } finally {
    db.close();
  }
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Copies the database to a new file while it is in use. What was durable when the copy began is in it.
 * Throws `conflict` when the file exists, `storage-*` when it cannot be written.
 */
export async function backupStore(
  store: Store,
  toFile: string,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const path = resolve(toFile);
  if (existsSync(path))
    throw new AppError('conflict', `The file "${path}" exists already. Choose a new name for the backup.`);
  const partial = `${path}.partial-${process.pid}`;
  let source: DatabaseSync | undefined;
  try {
    // A connection of its own: the copying thread holds the connection's lock, which would stop reads.
    source = new DatabaseSync(store.path, { readOnly: true });
    await backup(source, partial, { rate: ALL_PAGES });
    finish(partial);
    renameSync(partial, path);
    return { path, bytes: statSync(path).size };
  } catch (error) {
    rmSync(partial, { force: true });
    throw toStorageError(error, `Writing the backup "${path}"`);
  } finally {
    source?.close();
  }
}
