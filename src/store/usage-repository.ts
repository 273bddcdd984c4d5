import type { Store } from './store.ts';

/** Runs that ended with one status. */
export interface RunCount {
  readonly status: string;
  readonly count: number;
}

/** What days to count. `day` is whole days since 1970 (UTC). */
export interface UsageRange {
  readonly fromDay: number;
  readonly toDay: number;
  readonly workflowId?: string;
}

/** How much the data folder is used. Counts outlive the runs they count. */
export interface UsageRepository {
  /** Runs that ended on each day. */
  countByDay(range: UsageRange): readonly (RunCount & { readonly day: number })[];
  /** Runs that ended, of the workflows with the most of them. */
  countByWorkflow(range: UsageRange, limit: number): readonly (RunCount & { readonly workflowId: string })[];
  /** Runs that have not ended. */
  countUnfinished(): readonly RunCount[];
  /** Size of the database. */
  storageBytes(): number;
}

const UNFINISHED = ['queued', 'running', 'waiting', 'uncertain'];

const IN_RANGE = 'day >= ?1 AND day <= ?2 AND (?3 IS NULL OR workflow_id = ?3)';

/** Usage of a store. */
export function createUsageRepository(store: Store): UsageRepository {
  return {
    countByDay({ fromDay, toDay, workflowId }) {
      const sql = `SELECT day, status, sum(count) AS count FROM run_counts WHERE ${IN_RANGE} GROUP BY day, status ORDER BY day, status`;
      return store.all(sql, [fromDay, toDay, workflowId ?? null]).map((row) => ({
        day: Number(row.day),
        status: String(row.status),
        count: Number(row.count),
      }));
    },
    countByWorkflow({ fromDay, toDay, workflowId }, limit) {
      const sql = `
        WITH top AS (SELECT workflow_id AS id, sum(count) AS total FROM run_counts WHERE ${IN_RANGE} GROUP BY workflow_id
                     ORDER BY total DESC, id LIMIT ?4)
        SELECT workflow_id, status, sum(count) AS count FROM run_counts JOIN top ON top.id = workflow_id
        WHERE ${IN_RANGE} GROUP BY workflow_id, status ORDER BY max(total) DESC, workflow_id, status`;
      return store.all(sql, [fromDay, toDay, workflowId ?? null, Math.max(0, limit)]).map((row) => ({
        workflowId: String(row.workflow_id),
        status: String(row.status),
        count: Number(row.count),
      }));
    },
    countUnfinished() {
      // One count over the index for each status: grouping would read every run.
      return UNFINISHED.map((status) => ({
        status,
        count: Number(store.get('SELECT count(*) AS count FROM runs WHERE status = ?', [status])?.count ?? 0),
      }));
    },
    storageBytes() {
      const pages = Number(store.get('PRAGMA page_count')?.page_count ?? 0);
      return pages * Number(store.get('PRAGMA page_size')?.page_size ?? 0);
    },
  };
}
