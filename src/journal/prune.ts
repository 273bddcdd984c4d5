import { setImmediate as nextTurn } from 'node:timers/promises';
import { END_STATUSES } from '#contract/run-status.ts';
import type { SqlValue, Statement } from '#store/statement.ts';
import type { Store } from '#store/store.ts';
import { vacuum } from '#store/vacuum.ts';
import { newestRunsQuery, type RunPlace } from './list-runs-query.ts';

/** What a pruning removed: runs, and bytes of events and large values. */
interface Pruned {
  readonly runs: number;
  readonly bytes: number;
}

/** Runs deleted in one transaction: commits stay short, so that live runs hardly notice. */
const RUNS_AT_ONCE = 200;

const FINISHED = "status IN ('succeeded', 'failed', 'cancelled', 'timed-out')";

/** Runs looked at in one turn of the event loop. */
const RUNS_IN_SIGHT = 2_000;

/** Old finished runs of a stretch of the table. A called run stays until its caller has finished. */
const SELECT_OLD = `
  SELECT n, workflow_id, created_at FROM runs AS old WHERE n > ?1 AND n <= ?2 AND ${FINISHED} AND created_at < ?3
    AND NOT EXISTS (SELECT 1 FROM runs AS caller WHERE caller.id = old.parent_id
                    AND caller.status NOT IN ('succeeded', 'failed', 'cancelled', 'timed-out'))
  ORDER BY n`;

/** One index search for each workflow, where DISTINCT would read every entry. */
const SELECT_WORKFLOWS = `
  WITH RECURSIVE ids (id) AS (
    SELECT min(workflow_id) FROM runs
    UNION ALL SELECT (SELECT min(workflow_id) FROM runs WHERE workflow_id > ids.id) FROM ids WHERE ids.id IS NOT NULL
  ) SELECT id FROM ids WHERE id IS NOT NULL`;

const DOOMED = `SELECT n FROM runs WHERE n IN (SELECT value FROM json_each(?1)) AND ${FINISHED}`;

/** Deletes runs and everything that belongs to them alone. The second and last statement answer the bytes that went. */
function deleteRuns(numbers: string, hashes: string): readonly Statement[] {
  const parameters = [numbers];
  return [
    { sql: `DELETE FROM blob_refs WHERE run_n IN (${DOOMED})`, parameters },
    {
      sql: `DELETE FROM journal WHERE key IN (
              SELECT j.key FROM (${DOOMED}) AS doomed CROSS JOIN journal AS j
              WHERE j.key > (doomed.n << 32) AND j.key < ((doomed.n + 1) << 32)) RETURNING octet_length(events) AS bytes`,
      parameters,
    },
    { sql: `DELETE FROM runs WHERE n IN (${DOOMED}) RETURNING n`, parameters },
    {
      sql: `DELETE FROM blobs WHERE hash IN (SELECT value FROM json_each(?1))
              AND NOT EXISTS (SELECT 1 FROM blob_refs WHERE blob_refs.hash = blobs.hash) RETURNING octet_length(data) AS bytes`,
      parameters: [hashes],
    },
  ];
}

function sumBytes(rows: readonly { readonly bytes?: SqlValue }[] | undefined): number {
  return (rows ?? []).reduce((sum, row) => sum + Number(row.bytes ?? 0), 0);
}

/** For each workflow, the oldest of the finished runs to keep; workflows with fewer of them lose none. */
function findOldestKept(store: Store, keep: number): ReadonlyMap<string, RunPlace> {
  const oldest = new Map<string, RunPlace>();
  for (const [id] of store.rows(SELECT_WORKFLOWS)) {
    const newest = newestRunsQuery({ workflowId: String(id), statuses: END_STATUSES, limit: keep });
    if (newest === undefined) {
      oldest.set(String(id), { createdAt: Number.POSITIVE_INFINITY, n: 0 });
      continue;
    }
    const kept = store.rows(
      `SELECT created_at, n FROM runs WHERE n IN (${newest.sql}) ORDER BY created_at, n`,
      newest.parameters,
    );
    const [first] = kept;
    if (first !== undefined && kept.length === keep)
      oldest.set(String(id), { createdAt: Number(first[0]), n: Number(first[1]) });
  }
  return oldest;
}

function isOlder(a: RunPlace, b: RunPlace | undefined): boolean {
  return b !== undefined && (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.n < b.n));
}

async function deleteBatch(store: Store, numbers: readonly SqlValue[]): Promise<Pruned> {
  const text = JSON.stringify(numbers);
  const hashes = store.rows('SELECT DISTINCT hash FROM blob_refs WHERE run_n IN (SELECT value FROM json_each(?))', [
    text,
  ]);
  const results = await store.write(deleteRuns(text, JSON.stringify(hashes.map(([hash]) => hash))));
  return { runs: results[2]?.changes ?? 0, bytes: sumBytes(results[1]?.rows) + sumBytes(results[3]?.rows) };
}

/** Deletes old finished runs in small transactions, then gives the free pages back to the file system. */
export async function pruneRuns(
  store: Store,
  options: { readonly before: number; readonly keep: number },
): Promise<Pruned> {
  const oldestKept = findOldestKept(store, options.keep);
  const last = Number(store.get('SELECT max(n) AS n FROM runs')?.n ?? 0);
  let runs = 0;
  let bytes = 0;
  for (let n = 0; n < last; n += RUNS_IN_SIGHT) {
    const old = store
      .rows(SELECT_OLD, [n, n + RUNS_IN_SIGHT, options.before])
      .map(([number, workflowId, createdAt]) => ({ n: Number(number), workflowId, createdAt: Number(createdAt) }))
      .filter((run) => isOlder(run, oldestKept.get(String(run.workflowId))))
      .map((run) => run.n);
    for (let start = 0; start < old.length; start += RUNS_AT_ONCE) {
      const batch = await deleteBatch(store, old.slice(start, start + RUNS_AT_ONCE));
      runs += batch.runs;
      bytes += batch.bytes;
    }
    await nextTurn();
  }
  if (runs > 0) await vacuum(store);
  return { runs, bytes };
}
