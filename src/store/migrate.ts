import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '#contract/app-error.ts';
import { MIGRATIONS } from './migrations/list.ts';
import type { Migration } from './migrations/migration.ts';

/** Number of the newest migration in the database; 0 for an empty one. */
export function readSchemaVersion(db: DatabaseSync): number {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get();
  if (table === undefined) return 0;
  return Number(db.prepare('SELECT max(id) AS id FROM migrations').get()?.id ?? 0);
}

/** Whether the database has the schema of this program. */
export function isUpToDate(db: DatabaseSync, migrations: readonly Migration[] = MIGRATIONS): boolean {
  return readSchemaVersion(db) === (migrations.at(-1)?.id ?? 0);
}

/** Refuses a database written by a newer program. */
export function assertNotNewer(db: DatabaseSync, path: string, migrations: readonly Migration[] = MIGRATIONS): void {
  const stored = readSchemaVersion(db);
  const known = migrations.at(-1)?.id ?? 0;
  if (stored <= known) return;
  throw new AppError(
    'storage-newer',
    `${path} was written by a newer Flowright (schema ${stored}, this program knows ${known}). Start the newer version, or restore a backup made with this one.`,
    { data: { stored, known } },
  );
}

/** Applies one migration if nobody did meanwhile. Returns whether there may be more. */
function applyNext(db: DatabaseSync, path: string, migrations: readonly Migration[]): boolean {
  db.exec('BEGIN IMMEDIATE');
  try {
    assertNotNewer(db, path, migrations);
    const stored = readSchemaVersion(db);
    const next = migrations.find((migration) => migration.id > stored);
    if (next !== undefined) {
      db.exec(
        'CREATE TABLE IF NOT EXISTS migrations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)',
      );
      db.exec(next.sql);
      db.prepare('INSERT INTO migrations (id, name, applied_at) VALUES (?, ?, ?)').run(next.id, next.name, Date.now());
    }
    db.exec('COMMIT');
    return next !== undefined;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Brings the schema up to date, each migration in its own transaction. Two processes may do it at the same time. */
export function migrate(db: DatabaseSync, path: string, migrations: readonly Migration[] = MIGRATIONS): void {
  while (!isUpToDate(db, migrations) && applyNext(db, path, migrations));
}
