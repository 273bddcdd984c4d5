import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#contract/app-error.ts';
import { readSchemaVersion } from './migrate.ts';

/** Marks the file as Flowright's (`FLWR`), so that another program's database is never taken for one. */
const APPLICATION_ID = 0x464c5752;

function readApplicationId(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA application_id').get()?.application_id ?? 0);
}

/** Refuses a SQLite file that is not Flowright's. */
export function assertIsFlowright(db: DatabaseSync, path: string): void {
  const id = readApplicationId(db);
  if (id === APPLICATION_ID) return;
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (id === 0 && (isEmpty || readSchemaVersion(db) > 0)) return;
  throw new AppError(
    'storage-corrupt',
    `${path} is a database of another program. Move it away, or choose another data folder with --data DIR.`,
  );
}

/** Marks the file, once. */
export function markAsFlowright(db: DatabaseSync): void {
  if (readApplicationId(db) !== APPLICATION_ID) db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
}
