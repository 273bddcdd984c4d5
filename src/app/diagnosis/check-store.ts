import { existsSync, statSync } from 'node:fs';
import { AppError } from '#contract/app-error.ts';
import { assertIsFlowright } from '#store/application-id.ts';
import { toDatabasePath } from '#store/data-folder.ts';
import { openDatabase } from '#store/database.ts';
import { assertNotNewer, isUpToDate, readSchemaVersion } from '#store/migrate.ts';
import { toStorageError } from '#store/storage-error.ts';
import type { Diagnosis } from '#surfaces/cli/app-port.ts';

const subject = 'Database';
const RESTORE = 'Stop the server and restore a backup with "flowright data restore FILE".';

/** Looks into the database without changing it; SQLite may leave its empty -wal and -shm files beside it. */
export function checkStore(dataDir: string): readonly Diagnosis[] {
  const path = toDatabasePath(dataDir);
  if (!existsSync(path))
    return [{ severity: 'info', subject, message: 'There is none yet; the first start makes it.' }];
  try {
    const db = openDatabase(path, { readOnly: true, busyTimeoutMs: 2_000 });
    try {
      assertIsFlowright(db, path);
      assertNotNewer(db, path);
      const version = readSchemaVersion(db);
      const findings = db
        .prepare('PRAGMA quick_check(10)')
        .all()
        .map((row) => String(row.quick_check));
      const damage = findings.filter((finding) => finding !== 'ok');
      if (damage.length > 0) return damage.map((message) => ({ severity: 'error', subject, message, advice: RESTORE }));
      const note = isUpToDate(db) ? '' : ', which the next start brings up to date';
      return [{ severity: 'ok', subject, message: `It is sound and has schema ${version}${note}.` }];
    } finally {
      db.close();
    }
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : toStorageError(thrown, `Opening ${path}`);
    const advice = error.code === 'storage-corrupt' ? RESTORE : undefined;
    return [{ severity: 'error', subject, message: error.message, ...(advice === undefined ? {} : { advice }) }];
  }
}

/** When the database was last written, in milliseconds since 1970 (UTC). */
export function findLastWrite(dataDir: string): number | undefined {
  return statSync(toDatabasePath(dataDir), { throwIfNoEntry: false })?.mtimeMs;
}
