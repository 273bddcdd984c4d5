// Entry of the writer thread. It imports no zod and no AppError, which would cost the thread 10 MB.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import { createListRunner } from './run-statements.ts';
import { createRunWriter } from './run-writer.ts';
import { toFault } from './sqlite-fault.ts';
import type { Group, GroupOutcome, WriterOptions } from './writer-protocol.ts';

/** Carries out groups, one transaction each. */
function createGroupWriter(options: WriterOptions) {
  const db = openDatabase(options.path, { ...options, readOnly: false, cacheKib: 8_192 });
  const runs = createRunWriter(db);
  const runList = createListRunner(db);
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const readDataVersion = db.prepare('PRAGMA data_version');
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  let dataVersion: unknown;

  /** A write of another process may have given runs to another owner. */
  function noticeOthers(): void {
    const current = readDataVersion.get()?.data_version;
    if (current !== dataVersion) runs.forget();
    dataVersion = current;
  }

  function write(group: Group): GroupOutcome {
    try {
      runs.prepare(group.runs);
      begin.run();
      noticeOthers();
      const refused = runs.apply(group.runs);
      const outcomes = group.lists.map(runList);
      if (outcomes.length > 0) runs.forget();
      if (options.syncDelayMs > 0) Atomics.wait(sleeper, 0, 0, options.syncDelayMs);
      commit.run();
      return { refused, outcomes };
    } catch (error) {
      runs.forget();
      const fault = toFault(error, 'Writing to the database');
      if (db.isTransaction) db.exec('ROLLBACK');
      return { fault };
    }
  }

  function close(): void {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
  }

  return { write, close };
}

const port = parentPort;
if (port === null) throw new Error('writer-worker.ts runs only as a worker thread');
const writer = createGroupWriter(workerData);
port.on('message', (message: Group | 'close') => {
  if (message !== 'close') {
    port.postMessage(writer.write(message));
    return;
  }
  try {
    writer.close();
  } finally {
    port.close();
  }
});
