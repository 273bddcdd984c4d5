import type { ErrorCode } from '#contract/error-table.ts';
import type { StorageFault } from './writer-protocol.ts';

// Primary result codes, https://sqlite.org/rescode.html
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const CONSTRAINT = 19;
const NOTADB = 26;
const NOMEM = 7;
const IOERR_SHORT_READ = 522;

/** Result codes after which a transaction must not go on. */
const FATAL = new Set([BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB]);

/** Extended result code of an error thrown by node:sqlite. */
export function readResultCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

/** Whether the whole transaction is lost, not only the statement. */
export function isFatal(error: unknown): boolean {
  const code = readResultCode(error);
  return code !== undefined && FATAL.has(code & 0xff);
}

function classify(extended: number | undefined): readonly [ErrorCode, string] {
  if (extended === IOERR_SHORT_READ) return classify(CORRUPT);
  switch (extended === undefined ? undefined : extended & 0xff) {
    case FULL:
      return [
        'storage-full',
        'The disk or the storage limit is full. Free space or run "flowright data prune", then start again',
      ];
    case BUSY:
    case LOCKED:
      return ['storage-busy', 'Another process holds the database. Stop what keeps it locked, then try again'];
    case CORRUPT:
    case NOTADB:
      return [
        'storage-corrupt',
        'The database file is damaged or is no Flowright database. Run "flowright data check", and restore a backup with "flowright data restore"',
      ];
    case READONLY:
    case CANTOPEN:
      return [
        'storage-failed',
        'The database file cannot be opened for writing. Check the permissions of the data folder',
      ];
    case IOERR:
      return ['storage-failed', 'The disk answered with an error. Check the disk and the system log, then start again'];
    case CONSTRAINT:
      return ['conflict', 'The change contradicts what is stored. Read the current state, then try again'];
    default:
      return ['storage-failed', 'The database refused the operation'];
  }
}

/** What a person is told of a failure of the database: what could not be done, what to do, and SQLite's own words. */
export function toFault(error: unknown, action: string): StorageFault {
  const [code, advice] = classify(readResultCode(error));
  const words = error instanceof Error ? error.message : String(error);
  return { code, message: `${action} failed. ${advice} (${words}).` };
}

/** Whether another connection's lock was in the way. */
export function isBusy(error: unknown): boolean {
  const code = readResultCode(error);
  return code !== undefined && ((code & 0xff) === BUSY || (code & 0xff) === LOCKED);
}
