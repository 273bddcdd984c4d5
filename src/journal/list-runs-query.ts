import { RUN_STATUSES } from '#contract/run-status.ts';
import type { SqlValue } from '#store/statement.ts';
import type { RunFilter } from './journal.ts';
import { RUN_COLUMNS } from './run-record.ts';

/** A statement with the values of its `?`, in order. */
export interface Fragment {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** A run's place in the order of lists. */
export interface RunPlace {
  readonly createdAt: number;
  readonly n: number;
}

/** Place of a run in lists; of one that was pruned, that of the run before it by id, which sorts by time. */
export const SELECT_PLACE = `
  SELECT created_at, n FROM runs WHERE id = ?1
  UNION ALL
  SELECT * FROM (SELECT created_at, n + 1 FROM runs WHERE id < ?1 ORDER BY id DESC LIMIT 1)
  WHERE NOT EXISTS (SELECT 1 FROM runs WHERE id = ?1)`;

const NEWEST = 'ORDER BY created_at DESC, n DESC LIMIT @limit';

type Names = Readonly<Record<string, SqlValue>>;

/**
 * The `n` of the newest runs that match a filter, or undefined when nothing can match.
 *
 * A list is filtered by workflow, status and trigger, and ordered by time. An index that ends with the time answers that with one short range
 * for each combination of values; the combinations there are come from the index too, by one search for each (a "skip scan"). So the cost is
 * that of the combinations and the page, never that of the runs. One statement sees one state of the database.
 */
export function newestRunsQuery(filter: RunFilter, before?: RunPlace): Fragment | undefined {
  const statuses = filter.statuses ?? RUN_STATUSES;
  if (filter.limit <= 0 || statuses.length === 0 || filter.workflowIds?.length === 0) return undefined;
  const names: Names = {
    limit: filter.limit,
    statuses: JSON.stringify([...new Set(statuses)]),
    workflows: JSON.stringify([...new Set(toWorkflowIds(filter))]),
    ...(filter.triggerKind === undefined ? {} : { trigger: filter.triggerKind }),
    ...(filter.parentRunId === undefined ? {} : { parent: filter.parentRunId }),
    ...(filter.idPrefix === undefined ? {} : { prefix: filter.idPrefix }),
    ...(filter.createdFrom === undefined ? {} : { from: filter.createdFrom }),
    ...(filter.createdTo === undefined ? {} : { to: filter.createdTo }),
    ...(before === undefined ? {} : { beforeAt: before.createdAt, beforeN: before.n }),
  };
  return toPositional(toSql(filter, before !== undefined), names);
}

/** The statement for a list of runs, newest first. */
export function listRunsQuery(filter: RunFilter, before?: RunPlace): Fragment | undefined {
  const newest = newestRunsQuery(filter, before);
  if (newest === undefined) return undefined;
  return {
    sql: `SELECT ${RUN_COLUMNS} FROM runs WHERE n IN (${newest.sql}) ORDER BY created_at DESC, n DESC`,
    parameters: newest.parameters,
  };
}

function toWorkflowIds({ workflowId, workflowIds }: RunFilter): readonly string[] {
  if (workflowId === undefined) return workflowIds ?? [];
  return workflowIds === undefined || workflowIds.includes(workflowId) ? [workflowId] : [];
}

function toSql(filter: RunFilter, hasCursor: boolean): string {
  const { parentRunId, idPrefix, triggerKind } = filter;
  const ofWorkflows = filter.workflowId !== undefined || filter.workflowIds !== undefined;
  const time = [
    ...(filter.createdFrom === undefined ? [] : ['created_at >= @from']),
    ...(filter.createdTo === undefined ? [] : ['created_at < @to']),
    ...(hasCursor ? ['created_at <= @beforeAt AND (created_at < @beforeAt OR n < @beforeN)'] : []),
  ];
  const status = 'status IN (SELECT value FROM json_each(@statuses))';
  const workflow = 'workflow_id IN (SELECT value FROM json_each(@workflows))';
  const trigger = triggerKind === undefined ? [] : ['trigger_kind = @trigger'];
  if (idPrefix !== undefined) {
    // A prefix stands for a moment: the few runs of it are looked at one by one.
    const rest = [
      ...(parentRunId === undefined ? [] : ['parent_id = @parent']),
      ...(ofWorkflows ? [workflow] : []),
      ...(filter.statuses === undefined ? [] : [`+${status}`]),
      ...trigger.map((condition) => `+${condition}`),
      ...time.map((condition) => `+${condition}`),
    ];
    return `SELECT n FROM runs WHERE ${["id >= @prefix AND id < @prefix || '{'", ...rest].join(' AND ')} ${NEWEST}`;
  }
  if (parentRunId !== undefined) {
    const workflows = ofWorkflows
      ? 'SELECT value FROM json_each(@workflows)'
      : skipScan('workflow_id', 'parent_id = @parent');
    const pairs = `SELECT w.value AS a, s.value AS b FROM (${workflows}) AS w, json_each(@statuses) AS s`;
    const where = 'parent_id = @parent AND workflow_id = p.a AND status = p.b';
    return fromRanges(withTriggers(pairs, where, triggerKind), [
      'parent_id = @parent',
      'workflow_id = r.a',
      'status = r.b',
      'trigger_kind = r.c',
      ...time,
    ]);
  }
  if (ofWorkflows) {
    const pairs = 'SELECT w.value AS a, s.value AS b FROM json_each(@workflows) AS w, json_each(@statuses) AS s';
    return fromRanges(withTriggers(pairs, 'workflow_id = p.a AND status = p.b', triggerKind), [
      'workflow_id = r.a',
      'status = r.b',
      'trigger_kind = r.c',
      ...time,
    ]);
  }
  if (filter.statuses !== undefined || triggerKind !== undefined) {
    const pairs = 'SELECT NULL AS a, value AS b FROM json_each(@statuses)';
    return fromRanges(withTriggers(pairs, 'status = p.b', triggerKind), [
      'status = r.b',
      'trigger_kind = r.c',
      ...time,
    ]);
  }
  return `SELECT n FROM runs ${time.length === 0 ? '' : `WHERE ${time.join(' AND ')}`} ${NEWEST}`;
}

/** The values of a column among the rows of an index that match, each found by one search. */
function skipScan(column: string, where: string): string {
  return `
    WITH RECURSIVE scan (value) AS (
      SELECT min(${column}) FROM runs WHERE ${where}
      UNION ALL
      SELECT (SELECT min(${column}) FROM runs WHERE ${where} AND ${column} > scan.value) FROM scan WHERE scan.value IS NOT NULL
    ) SELECT value FROM scan WHERE value IS NOT NULL`;
}

/** Each pair `p` with the trigger kinds there are for it. */
function withTriggers(pairs: string, where: string, triggerKind: string | undefined): string {
  if (triggerKind !== undefined) return `SELECT a, b, @trigger AS c FROM (${pairs})`;
  return `
    WITH RECURSIVE kinds (a, b, c) AS (
      SELECT p.a, p.b, (SELECT min(trigger_kind) FROM runs WHERE ${where}) FROM (${pairs}) AS p
      UNION ALL
      SELECT p.a, p.b, (SELECT min(trigger_kind) FROM runs WHERE ${where} AND trigger_kind > p.c) FROM kinds AS p WHERE p.c IS NOT NULL
    ) SELECT a, b, c FROM kinds WHERE c IS NOT NULL`;
}

/**
 * The newest runs of all ranges `r`. A few of each range are read first: they give a time after which there are enough runs in all, and only
 * what is younger than that is read then. Reading a whole page of each range would read most of it in vain.
 */
function fromRanges(ranges: string, conditions: readonly string[]): string {
  const where = conditions.join(' AND ');
  const few = 'LIMIT (SELECT max(1, CAST(@limit * 2 / max(1, count(*)) AS INTEGER)) FROM ranges)';
  return `
    WITH ranges AS MATERIALIZED (${ranges}),
    heads AS MATERIALIZED (
      SELECT head.value AS created_at FROM ranges AS r,
        json_each((SELECT json_group_array(created_at) FROM (
          SELECT created_at FROM runs WHERE ${where} ORDER BY created_at DESC ${few}))) AS head
    ),
    bound AS MATERIALIZED (
      SELECT coalesce((SELECT created_at FROM heads ORDER BY created_at DESC LIMIT 1 OFFSET @limit - 1), -9e15) AS at
    )
    SELECT n FROM runs WHERE n IN (
      SELECT found.value FROM ranges AS r,
        json_each((SELECT json_group_array(n) FROM (
          SELECT n FROM runs WHERE ${where} AND created_at >= (SELECT at FROM bound) ${NEWEST}))) AS found
    ) ${NEWEST}`;
}

/** The driver's cache of statements takes values by place. */
function toPositional(sql: string, names: Names): Fragment {
  const order: string[] = [];
  const text = sql.replace(/@([A-Za-z]+)/g, (_, name: string) => {
    const at = order.indexOf(name);
    return `?${at === -1 ? order.push(name) : at + 1}`;
  });
  return { sql: text, parameters: order.map((name) => names[name] ?? null) };
}
