import type { StoredEvent } from '#contract/run-event.ts';
import type { SqlValue } from '#store/statement.ts';
import type { Store } from '#store/store.ts';
import { createBlobReader } from './blob-reader.ts';
import { decodeChunk } from './decode-chunk.ts';
import type { Journal, OpenWait, RunFilter, RunRecord } from './journal.ts';
import { listRunsQuery, type RunPlace, SELECT_PLACE } from './list-runs-query.ts';
import { RUN_COLUMNS, toOpenWait, toRunRecord, WAIT_COLUMNS } from './run-record.ts';

/** Rows of a journal fetched at once: bounds memory, and never holds a read transaction while the caller works. */
const ROWS_AT_ONCE = 16;

const SELECT_CHUNKS = `
  SELECT (key & 4294967295), count, events, blobs FROM journal
  WHERE key >= ((?1 << 32) | ?2) AND key < ((?1 + 1) << 32) ORDER BY key LIMIT ${ROWS_AT_ONCE}`;

/** Seq of the row that holds the wanted event. */
const SELECT_FIRST_SEQ = `
  SELECT (key & 4294967295) FROM journal WHERE key > (?1 << 32) AND key <= ((?1 << 32) | ?2) ORDER BY key DESC LIMIT 1`;

/** The reading half of a journal, and what an append must know of a run. */
export interface JournalReader
  extends Pick<
    Journal,
    'read' | 'findRun' | 'findByKey' | 'listRuns' | 'listWaits' | 'listQuestions' | 'nextDueAt' | 'findWaitByToken'
  > {
  /** Owner and next seq of a run. */
  findTail(runId: string): { readonly owner: string | null; readonly nextSeq: number } | undefined;
}

export function createJournalReader(store: Store): JournalReader {
  const { rows } = store;
  const readBlob = createBlobReader(store);

  const toRecord = (row: readonly SqlValue[]): RunRecord => toRunRecord(row, readBlob);

  function findPlace(runId: string): RunPlace | undefined {
    const row = rows(SELECT_PLACE, [runId])[0];
    return row === undefined ? undefined : { createdAt: Number(row[0]), n: Number(row[1]) };
  }

  function* readChunks(runId: string, n: number, fromSeq: number): Generator<StoredEvent> {
    let seq = Number(rows(SELECT_FIRST_SEQ, [n, fromSeq])[0]?.[0] ?? 1);
    for (;;) {
      const chunks = rows(SELECT_CHUNKS, [n, seq]);
      for (const [firstSeq, count, text, blobs] of chunks) {
        const events = decodeChunk(`run ${runId}`, count, text, blobs, readBlob);
        seq = Number(firstSeq);
        for (const event of events) {
          if (seq >= fromSeq) yield { seq, event };
          seq++;
        }
      }
      if (chunks.length < ROWS_AT_ONCE) return;
    }
  }

  return {
    *read(runId, fromSeq = 1) {
      const n = rows('SELECT n FROM runs WHERE id = ?', [runId])[0]?.[0];
      if (n !== undefined) yield* readChunks(runId, Number(n), fromSeq);
    },
    findRun(runId) {
      const row = rows(`SELECT ${RUN_COLUMNS} FROM runs WHERE id = ?`, [runId])[0];
      return row === undefined ? undefined : toRecord(row);
    },
    findTail(runId) {
      const row = rows(
        `SELECT owner, (SELECT (key & 4294967295) + count FROM journal WHERE key > (n << 32) AND key < ((n + 1) << 32) ORDER BY key DESC LIMIT 1)
         FROM runs WHERE id = ?`,
        [runId],
      )[0];
      if (row === undefined) return undefined;
      return { owner: typeof row[0] === 'string' ? row[0] : null, nextSeq: Number(row[1] ?? 1) };
    },
    findByKey(workflowId, idempotencyKey) {
      const row = rows('SELECT id FROM runs WHERE workflow_id = ? AND idempotency_key = ?', [
        workflowId,
        idempotencyKey,
      ])[0];
      return row === undefined ? undefined : String(row[0]);
    },
    listRuns(filter: RunFilter) {
      const before = filter.beforeId === undefined ? undefined : findPlace(filter.beforeId);
      // Nothing is older than a run that no run is older than.
      if (filter.beforeId !== undefined && before === undefined) return [];
      const query = listRunsQuery(filter, before);
      return query === undefined ? [] : rows(query.sql, query.parameters).map(toRecord);
    },
    listQuestions({ runId, workflowId, after, limit }) {
      const place = after === undefined ? undefined : findPlace(after.runId);
      const conditions = [
        "kind IN ('approval', 'uncertain')",
        ...(runId === undefined ? [] : ['run_n = (SELECT n FROM runs WHERE id = ?1)']),
        ...(workflowId === undefined ? [] : ['(SELECT workflow_id FROM runs WHERE n = run_n) = ?2']),
        ...(place === undefined ? [] : ['run_n >= ?3 AND (run_n > ?3 OR path > ?4)']),
      ];
      const sql = `SELECT ${WAIT_COLUMNS} FROM waits WHERE ${conditions.join(' AND ')} ORDER BY run_n, path LIMIT ?5`;
      return rows(sql, [
        runId ?? null,
        workflowId ?? null,
        place?.n ?? null,
        after?.path ?? null,
        Math.max(0, limit),
      ]).map(toOpenWait);
    },
    listWaits({ runId, dueBefore, limit }): readonly OpenWait[] {
      const conditions: string[] = [];
      const parameters: SqlValue[] = [];
      if (runId !== undefined) {
        conditions.push('run_n = (SELECT n FROM runs WHERE id = ?)');
        parameters.push(runId);
      }
      if (dueBefore !== undefined) {
        conditions.push('due_at <= ?');
        parameters.push(dueBefore);
      }
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      const sql = `SELECT ${WAIT_COLUMNS} FROM waits ${where} ORDER BY due_at IS NULL, due_at, run_n, path LIMIT ?`;
      return rows(sql, [...parameters, limit ?? -1]).map(toOpenWait);
    },
    nextDueAt(owner) {
      const dueAt = rows(
        'SELECT w.due_at FROM waits w CROSS JOIN runs r ON r.n = w.run_n WHERE w.due_at IS NOT NULL AND r.owner = ? ORDER BY w.due_at LIMIT 1',
        [owner],
      )[0]?.[0];
      return dueAt === undefined || dueAt === null ? undefined : Number(dueAt);
    },
    findWaitByToken(token) {
      const row = rows(`SELECT ${WAIT_COLUMNS} FROM waits WHERE token = ? LIMIT 1`, [token])[0];
      return row === undefined ? undefined : toOpenWait(row);
    },
  };
}
