import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#contract/app-error.ts';
import { assertIsFlowright, markAsFlowright } from './application-id.ts';
import { assertDatabaseExists, prepareDataFolder, toDatabasePath } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { assertNotNewer, isUpToDate, migrate } from './migrate.ts';
import { createStatementCache } from './prepared.ts';
import { isBusy } from './sqlite-fault.ts';
import type { Row, SqlValue, Statement, StatementResult } from './statement.ts';
import { toStorageError } from './storage-error.ts';
import { createWriter, type Writer } from './writer.ts';

/** How a store is opened. */
export interface StoreOptions {
  readonly dataDir: string;
  /** `FULL` syncs every commit; `NORMAL` may lose the last ones when the machine (not the process) dies. `FULL` by default. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Opens for reading only; the folder must hold a database. */
  readonly readonly?: boolean;
  /** Largest size of the database file; writes beyond it fail with `storage-full`. */
  readonly maxBytes?: number;
  /** How long a write waits for another process's lock; 10 seconds by default. */
  readonly busyTimeoutMs?: number;
  /** Added to every commit, to act like a slow disk in tests and measurements. */
  readonly syncDelayMs?: number;
}

/** The database of a data folder: reads on this thread, writes through one writer thread. */
export interface Store {
  readonly dataDir: string;
  readonly path: string;
  /** All rows of a query. */
  all(sql: string, parameters?: readonly SqlValue[]): readonly Row[];
  /** The first row of a query. */
  get(sql: string, parameters?: readonly SqlValue[]): Row | undefined;
  /** All rows of a query as arrays of columns: cheaper where many small rows are read. */
  rows(sql: string, parameters?: readonly SqlValue[]): readonly (readonly SqlValue[])[];
  /** Carries out the statements in one transaction, grouped with what else is being written. Rejects with `conflict` or `storage-*`. */
  write(statements: readonly Statement[]): Promise<readonly StatementResult[]>;
  readonly writer: Writer;
  /** Writes what is queued, empties the WAL file and closes. */
  close(): Promise<void>;
}

const READ_BUSY_MS = 2_000;

function prepareSchema(path: string, options: StoreOptions): void {
  const db = openDatabase(path, {
    readOnly: false,
    busyTimeoutMs: options.busyTimeoutMs ?? 10_000,
    synchronous: options.synchronous ?? 'FULL',
    maxBytes: options.maxBytes,
  });
  try {
    assertIsFlowright(db, path);
    migrate(db, path);
    markAsFlowright(db);
  } finally {
    db.close();
  }
}

/** Two processes that create the database at the same time may meet a lock SQLite does not wait for. */
async function retryWhileBusy(action: () => void, forMs: number): Promise<void> {
  const until = performance.now() + forMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 200)) {
    try {
      action();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
    }
    await sleep(pauseMs);
  }
}

function createReadOnlyWriter(dataDir: string): Writer {
  const refusal = new AppError(
    'usage-invalid',
    `The data in "${dataDir}" is open for reading only. Open it for writing to change it.`,
  );
  return {
    write: () => Promise.reject(refusal),
    attach: () => undefined,
    schedule: () => undefined,
    failure: refusal,
    close(onDrained) {
      onDrained?.();
      return Promise.resolve();
    },
  };
}

/**
 * Opens the database of a data folder, making or upgrading it as needed.
 * Throws `config-invalid`, `file-missing`, `storage-corrupt`, `storage-newer`, `storage-busy` or `storage-failed`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { dataDir } = options;
  const path = toDatabasePath(dataDir);
  const busyTimeoutMs = options.busyTimeoutMs ?? 10_000;
  try {
    if (options.readonly === true) {
      assertDatabaseExists(dataDir);
      return createStore(options, path, openReader(path));
    }
    prepareDataFolder(dataDir);
    // Looked at before anything is changed: it may be another program's, or a newer one's.
    let db = openReader(path);
    if (!isUpToDate(db)) {
      db.close();
      await retryWhileBusy(() => prepareSchema(path, options), busyTimeoutMs);
      db = openReader(path);
    }
    return createStore(options, path, db);
  } catch (error) {
    throw toStorageError(error, `Opening ${path}`);
  }
}

/** A connection for reading a database this program knows. */
function openReader(path: string): DatabaseSync {
  const db = openDatabase(path, { readOnly: true, busyTimeoutMs: READ_BUSY_MS });
  try {
    assertIsFlowright(db, path);
    assertNotNewer(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function createStore(options: StoreOptions, path: string, db: DatabaseSync): Store {
  const { dataDir } = options;
  const prepare = createStatementCache(db);
  const prepareRows = createStatementCache(db, (statement) => statement.setReturnArrays(true));
  const writer =
    options.readonly === true
      ? createReadOnlyWriter(dataDir)
      : createWriter({
          path,
          synchronous: options.synchronous ?? 'FULL',
          busyTimeoutMs: options.busyTimeoutMs ?? 10_000,
          syncDelayMs: options.syncDelayMs ?? 0,
          maxBytes: options.maxBytes,
        });

  function read<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw toStorageError(error, 'Reading from the database');
    }
  }

  return {
    dataDir,
    path,
    all: (sql, parameters = []) => read(() => prepare(sql).all(...parameters) as Row[]),
    get: (sql, parameters = []) => read(() => prepare(sql).get(...parameters) as Row | undefined),
    // With arrays asked for, the driver answers arrays; its types do not know.
    rows: (sql, parameters = []) => read(() => prepareRows(sql).all(...parameters) as unknown as SqlValue[][]),
    write: (statements) => writer.write(statements),
    writer,
    // The writer must be the last to close, or SQLite leaves its -wal and -shm files behind.
    close: () =>
      writer.close(() => {
        if (db.isOpen) db.close();
      }),
  };
}
