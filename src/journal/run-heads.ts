import { isRunStatus, type RunStatus } from '#contract/run-status.ts';
import type { SqlValue } from '#store/statement.ts';
import type { Store } from '#store/store.ts';
import type { RunRecord } from './journal.ts';
import { newestRunsQuery } from './list-runs-query.ts';
import { RUN_COLUMNS, toRunRecord } from './run-record.ts';

/** A run without its output: what many runs are looked at by. */
export type RunHead = Omit<RunRecord, 'output'>;

/** A run another process drives, or nobody. */
export interface OtherRun {
  readonly id: string;
  readonly status: RunStatus;
}

/** Heads of runs. */
export interface RunHeads {
  /** Those of these runs there are, in no order. */
  find(runIds: readonly string[]): readonly RunHead[];
  /** The newest runs of a workflow, newest first. */
  newest(workflowId: string, limit: number): readonly RunHead[];
  /** Number of the run that became durable last; 0 when there is none. */
  lastNumber(): number;
  /** Among the `limit` runs that became durable last, those after `number` that `owner` does not drive. */
  listOthers(owner: string, number: number, limit: number): readonly OtherRun[];
  /** The newest unfinished runs that `owner` does not drive. */
  listOthersUnfinished(owner: string, limit: number): readonly OtherRun[];
}

const HEAD_COLUMNS = RUN_COLUMNS.replace('output, output_blob', 'NULL, NULL');
const UNFINISHED = "status IN ('queued', 'running', 'waiting', 'uncertain')";

function toRunHead(row: readonly SqlValue[]): RunHead {
  const { output: _, ...head } = toRunRecord(row, () => null);
  return head;
}

function toOtherRun([id, status]: readonly SqlValue[]): OtherRun {
  const text = String(status);
  return { id: String(id), status: isRunStatus(text) ? text : 'queued' };
}

/** Heads of the runs of a store. */
export function createRunHeads(store: Store): RunHeads {
  const { rows } = store;
  return {
    find(runIds) {
      const sql = `SELECT ${HEAD_COLUMNS} FROM runs WHERE id IN (SELECT value FROM json_each(?))`;
      return rows(sql, [JSON.stringify(runIds)]).map(toRunHead);
    },
    newest(workflowId, limit) {
      const query = newestRunsQuery({ workflowId, limit });
      if (query === undefined) return [];
      const sql = `SELECT ${HEAD_COLUMNS} FROM runs WHERE n IN (${query.sql}) ORDER BY created_at DESC, n DESC`;
      return rows(sql, query.parameters).map(toRunHead);
    },
    lastNumber: () => Number(rows('SELECT max(n) FROM runs')[0]?.[0] ?? 0),
    listOthers(owner, number, limit) {
      const sql = `SELECT id, status FROM runs WHERE n > ?2 AND n > (SELECT max(n) FROM runs) - ?3 AND owner IS NOT ?1 ORDER BY n`;
      return rows(sql, [owner, number, limit]).map(toOtherRun);
    },
    listOthersUnfinished(owner, limit) {
      // Left to itself, SQLite goes through all runs from the newest on.
      const sql = `SELECT id, status FROM runs INDEXED BY runs_unfinished WHERE ${UNFINISHED} AND owner IS NOT ?1 ORDER BY n DESC LIMIT ?2`;
      return rows(sql, [owner, limit]).map(toOtherRun);
    },
  };
}
