import { RUN_STATUSES, type RunStatus } from '#contract/run-status.ts';
import type { SqlValue } from '#store/statement.ts';
import type { RunFilter } from './journal.ts';
import { RUN_COLUMNS } from './run-record.ts';

/** A condition or statement with the values of its `?`, in order. */
export interface Fragment {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

function joinAnd(fragments: readonly Fragment[]): Fragment {
  return {
    sql: fragments.length === 0 ? 'true' : fragments.map((fragment) => fragment.sql).join(' AND '),
    parameters: fragments.flatMap((fragment) => fragment.parameters),
  };
}

/** Runs before the cursor. One whose run was pruned falls back to its place among the ids, which are sorted by time. */
function before(id: string): Fragment {
  return {
    sql: `n < coalesce((SELECT n FROM runs WHERE id = ?), (SELECT n + 1 FROM runs WHERE id < ? ORDER BY id DESC LIMIT 1), 0)`,
    parameters: [id, id],
  };
}

/**
 * The newest runs of some statuses, as the union of one short index range for each status: reading one range for all and
 * sorting it would touch every run of the workflow.
 */
export function newestOf(statuses: readonly RunStatus[], conditions: readonly Fragment[], limit: number): Fragment {
  const ranges = statuses.map((status) => {
    const where = joinAnd([{ sql: 'status = ?', parameters: [status] }, ...conditions]);
    return {
      sql: `SELECT n FROM (SELECT n FROM runs WHERE ${where.sql} ORDER BY n DESC LIMIT ?)`,
      parameters: [...where.parameters, limit],
    };
  });
  return {
    sql: `SELECT n FROM (${ranges.map((range) => range.sql).join(' UNION ALL ')}) ORDER BY n DESC LIMIT ?`,
    parameters: [...ranges.flatMap((range) => range.parameters), limit],
  };
}

/** The statement for a filter, or undefined when nothing can match. Newest first. */
export function listRunsQuery(filter: RunFilter): Fragment | undefined {
  const { workflowId, parentRunId, beforeId, limit } = filter;
  const statuses = filter.statuses === undefined ? undefined : [...new Set(filter.statuses)];
  if (limit <= 0 || statuses?.length === 0) return undefined;
  const conditions: Fragment[] = [];
  if (parentRunId !== undefined) conditions.push({ sql: 'parent_id = ?', parameters: [parentRunId] });
  if (workflowId !== undefined) conditions.push({ sql: 'workflow_id = ?', parameters: [workflowId] });
  if (beforeId !== undefined) conditions.push(before(beforeId));
  // The runs one run has called are few: no need for a range of each status.
  if (parentRunId !== undefined && statuses !== undefined) {
    conditions.push({ sql: `status IN (${statuses.map(() => '?').join(', ')})`, parameters: statuses });
  }
  if (parentRunId !== undefined || (workflowId === undefined && statuses === undefined)) {
    const where = joinAnd(conditions);
    return {
      sql: `SELECT ${RUN_COLUMNS} FROM runs WHERE ${where.sql} ORDER BY n DESC LIMIT ?`,
      parameters: [...where.parameters, limit],
    };
  }
  const newest = newestOf(statuses ?? RUN_STATUSES, conditions, limit);
  return {
    sql: `SELECT ${RUN_COLUMNS} FROM runs WHERE n IN (${newest.sql}) ORDER BY n DESC`,
    parameters: newest.parameters,
  };
}
