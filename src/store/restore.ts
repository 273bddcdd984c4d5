import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '#contract/app-error.ts';
import { assertIsFlowright } from './application-id.ts';
import { prepareDataFolder, toDatabasePath } from './data-folder.ts';
import { createHostRepository, isHostAlive } from './host-repository.ts';
import { assertNotNewer, readSchemaVersion } from './migrate.ts';
import { toStorageError } from './storage-error.ts';
import { openStore } from './store.ts';

/** A host this process cannot see counts as gone after this long without a sign of life. */
const STALE_MS = 60_000;

function withDatabase<T>(path: string, readOnly: boolean, action: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path, { readOnly });
  try {
    return action(db);
  } finally {
    db.close();
  }
}

/** Refuses a file that is no sound Flowright database of a known version. */
function assertSound(path: string): void {
  withDatabase(path, true, (db) => {
    assertIsFlowright(db, path);
    if (readSchemaVersion(db) === 0)
      throw new AppError('storage-corrupt', `${path} holds no Flowright data. Choose another backup.`);
    assertNotNewer(db, path);
    const problem = db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check;
    if (problem !== 'ok') {
      throw new AppError('storage-corrupt', `The backup ${path} is damaged (${problem}). Choose another one.`);
    }
  });
}

async function assertUnused(dataDir: string): Promise<void> {
  let store: Awaited<ReturnType<typeof openStore>>;
  try {
    store = await openStore({ dataDir, readonly: true });
  } catch (error) {
    // What is damaged is what a restore is for; its hosts cannot be asked.
    if (error instanceof AppError && (error.code === 'storage-corrupt' || error.code === 'storage-newer')) return;
    throw error;
  }
  try {
    const hosts = createHostRepository(store).list();
    const living = hosts.find((host) => isHostAlive(host, Date.now(), STALE_MS));
    if (living === undefined) return;
    throw new AppError('conflict', `Process ${living.pid} uses the data folder "${dataDir}". Stop it, then restore.`, {
      data: { pid: living.pid },
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage-corrupt') return;
    throw error;
  } finally {
    await store.close();
  }
}

/** The database as it was is kept beside the restored one. */
function setAside(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const aside = `${path}.before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

/** Puts a verified copy of the backup in place. */
function replace(source: string, path: string): string | undefined {
  const incoming = `${path}.restoring-${process.pid}`;
  try {
    copyFileSync(source, incoming);
    // Whoever drove runs when the backup was made does not drive them now.
    withDatabase(incoming, false, (db) =>
      db.exec('PRAGMA journal_mode = DELETE; DELETE FROM hosts; DELETE FROM run_requests'),
    );
    const file = openSync(incoming, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    const aside = setAside(path);
    renameSync(incoming, path);
    return aside;
  } catch (error) {
    rmSync(incoming, { force: true });
    throw error;
  }
}

/**
 * Replaces the database of a data folder by a backup. The old one stays beside it, under the name returned.
 * Throws `file-missing`, `storage-corrupt` or `storage-newer` for a backup that cannot be used, `conflict` while a process uses the folder.
 */
export async function restoreBackup(
  fromFile: string,
  dataDir: string,
): Promise<{ readonly path: string; readonly previous: string | undefined }> {
  const source = resolve(fromFile);
  const path = toDatabasePath(dataDir);
  if (!existsSync(source)) throw new AppError('file-missing', `There is no backup "${source}". Check the path.`);
  try {
    assertSound(source);
    if (existsSync(path)) await assertUnused(dataDir);
    else prepareDataFolder(dataDir);
    return { path, previous: replace(source, path) };
  } catch (error) {
    throw toStorageError(error, `Restoring "${source}"`);
  }
}
