import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#contract/app-error.ts';
import { RunEvent } from '#contract/run-event.ts';
import { createFindings, type Finding, type Findings } from '#store/finding.ts';
import type { SqlValue } from '#store/statement.ts';
import { toStorageError } from '#store/storage-error.ts';
import type { Store } from '#store/store.ts';
import { createBlobReader } from './blob-reader.ts';
import { decodeChunk } from './decode-chunk.ts';

/** Journal rows read at once. */
const ROWS_AT_ONCE = 64;

const SELECT_ROWS = `
  SELECT key, key >> 32, key & 4294967295, count, events, blobs, (SELECT id FROM runs WHERE n = key >> 32)
  FROM journal WHERE key > ? ORDER BY key LIMIT ${ROWS_AT_ONCE}`;

/** Looks for gaps and unreadable events in the journals of all runs. */
export async function checkJournal(store: Store): Promise<readonly Finding[]> {
  const findings = createFindings();
  const readBlob = createBlobReader(store);
  let run: SqlValue = null;
  let nextSeq = 1;

  function checkRow(row: readonly SqlValue[]): void {
    const [, n, seq, count, events, blobs, id] = row;
    const place = id === null ? `journal of the unknown run number ${n}` : `run ${id}`;
    if (id === null) findings.add('error', place, 'There are events of a run that does not exist.');
    if (n !== run) {
      run = n ?? null;
      nextSeq = 1;
    }
    if (seq !== nextSeq) findings.add('error', place, `Event ${nextSeq} should follow, but event ${seq} does.`);
    nextSeq = Number(seq) + Number(count);
    try {
      checkEvents(place, Number(seq), decodeChunk(place, count, events, blobs, readBlob), findings);
    } catch (error) {
      findings.add('error', place, error instanceof AppError ? error.message : String(error));
    }
  }

  try {
    for (let last: SqlValue = 0; !findings.isFull; ) {
      const rows: readonly (readonly SqlValue[])[] = store.rows(SELECT_ROWS, [last]);
      if (rows.length === 0) break;
      for (const row of rows) checkRow(row);
      last = rows.at(-1)?.[0] ?? 0;
      await nextTurn();
    }
    checkEmpty(store, findings);
  } catch (error) {
    findings.add('error', 'journal', toStorageError(error, 'Reading the journal').message);
  }
  return findings.toList();
}

function checkEvents(place: string, firstSeq: number, events: readonly unknown[], findings: Findings): void {
  for (const [index, event] of events.entries()) {
    const { error } = RunEvent.safeParse(event);
    const issue = error?.issues[0];
    if (issue !== undefined)
      findings.add(
        'error',
        place,
        `Event ${firstSeq + index} is not valid at "${issue.path.join('.')}": ${issue.message}.`,
      );
  }
}

function checkEmpty(store: Store, findings: Findings): void {
  const rows = store.all(
    'SELECT id FROM runs WHERE NOT EXISTS (SELECT 1 FROM journal WHERE key > (n << 32) AND key < ((n + 1) << 32)) LIMIT 1000',
  );
  for (const row of rows) findings.add('error', `run ${row.id}`, 'It has no events.');
}
