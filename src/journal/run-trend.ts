import { isRunStatus, RUN_STATUSES, type RunStatus } from '#contract/run-status.ts';
import type { SqlValue } from '#store/statement.ts';
import type { Store } from '#store/store.ts';

/** Runs that one range of an index holds, ordered by the time they were created. */
export interface RunGroup {
  readonly workflowId: string | undefined;
  readonly status: RunStatus;
  readonly triggerKind: string;
}

/** From a time on, and before another, in milliseconds since 1970 (UTC). */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Counts and durations of runs by the time they were created. Every call costs little: callers give others their turn in between. */
export interface RunTrend {
  /** The groups there are. */
  listGroups(workflowId: string | undefined): readonly RunGroup[];
  /** Runs of a group in a time, counted up to `limit`. */
  count(group: RunGroup, range: TimeRange, limit: number): number;
  /** Durations in milliseconds of about `share` (0 to 1) of the runs that were started. The same runs each time. */
  sampleDurations(group: RunGroup, range: TimeRange, share: number): readonly number[];
}

const HASHES = 4_294_967_296;

/** The trend of the runs of a store. Every query is one range of an index that ends with the time. */
export function createRunTrend(store: Store): RunTrend {
  const { rows } = store;
  const ofGroup = ({ workflowId }: RunGroup): string =>
    `${workflowId === undefined ? '' : 'workflow_id = ?1 AND '}status = ?2 AND trigger_kind = ?3 AND created_at >= ?4 AND created_at < ?5`;
  const toParameters = ({ workflowId, status, triggerKind }: RunGroup, { from, to }: TimeRange): SqlValue[] => [
    workflowId ?? null,
    status,
    triggerKind,
    from,
    to,
  ];

  return {
    listGroups(workflowId) {
      const where = workflowId === undefined ? '' : 'workflow_id = ?1 AND ';
      const sql = `
        WITH RECURSIVE kinds (status, kind) AS (
          SELECT s.value, (SELECT min(trigger_kind) FROM runs WHERE ${where}status = s.value) FROM json_each(?2) AS s
          UNION ALL
          SELECT k.status, (SELECT min(trigger_kind) FROM runs WHERE ${where}status = k.status AND trigger_kind > k.kind)
          FROM kinds AS k WHERE k.kind IS NOT NULL
        ) SELECT status, kind FROM kinds WHERE kind IS NOT NULL`;
      return rows(sql, [workflowId ?? null, JSON.stringify(RUN_STATUSES)]).flatMap(([status, kind]) => {
        const text = String(status);
        return isRunStatus(text) ? [{ workflowId, status: text, triggerKind: String(kind) }] : [];
      });
    },
    count(group, range, limit) {
      const sql = `SELECT count(*) FROM (SELECT 1 FROM runs WHERE ${ofGroup(group)} LIMIT ?6)`;
      return Number(rows(sql, [...toParameters(group, range), limit])[0]?.[0] ?? 0);
    },
    sampleDurations(group, range, share) {
      // Which runs are read is decided over the index alone, by a hash of their number: every n-th might be all of a kind.
      const sql = `
        SELECT finished_at - started_at FROM runs WHERE started_at IS NOT NULL AND finished_at IS NOT NULL AND n IN (
          SELECT n FROM runs WHERE ${ofGroup(group)} AND ((n * 2654435761) & 4294967295) < ?6)`;
      const below = Math.ceil(Math.min(1, Math.max(0, share)) * HASHES);
      return rows(sql, [...toParameters(group, range), below]).map(([ms]) => Math.max(0, Number(ms)));
    },
  };
}
