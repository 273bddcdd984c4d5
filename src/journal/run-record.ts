import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { RunStatus } from '#contract/run-event.ts';
import type { SqlValue } from '#store/statement.ts';
import type { OpenWait, RunRecord } from './journal.ts';

/** Columns {@link toRunRecord} reads, in order. A run's last journal row tells how many events there are. */
export const RUN_COLUMNS = `
  id, workflow_id, version, status, priority, trigger_kind, parent_id, parent_path, idempotency_key, owner,
  created_at, started_at, finished_at, output, output_blob, error,
  (SELECT (key & 4294967295) + count - 1 FROM journal WHERE key > (n << 32) AND key < ((n + 1) << 32) ORDER BY key DESC LIMIT 1)`;

/** Columns {@link toOpenWait} reads, in order. */
export const WAIT_COLUMNS = '(SELECT id FROM runs WHERE n = run_n), path, kind, due_at, token';

const toText = (value: SqlValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
const toNumber = (value: SqlValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** A row of `runs`. A large output is read when it is looked at, so that a list of runs stays small. */
export function toRunRecord(row: readonly SqlValue[], readBlob: (hash: string) => JsonValue): RunRecord {
  const [id, workflowId, version, status, priority, triggerKind, parentId, parentPath, key, owner, ...rest] = row;
  const [createdAt, startedAt, finishedAt, output, outputBlob, error, eventCount] = rest;
  const parentRunId = toText(parentId);
  const record = {
    id: String(id),
    workflowId: String(workflowId),
    version: Number(version),
    // The columns below were written by this program from the same types.
    status: String(status) as RunStatus,
    priority: Number(priority),
    triggerKind: String(triggerKind),
    parent: parentRunId === undefined ? undefined : { runId: parentRunId, path: toText(parentPath) ?? '' },
    idempotencyKey: toText(key),
    owner: toText(owner),
    createdAt: Number(createdAt),
    startedAt: toNumber(startedAt),
    finishedAt: toNumber(finishedAt),
    output: typeof output === 'string' ? (JSON.parse(output) as JsonValue) : undefined,
    error: typeof error === 'string' ? (JSON.parse(error) as ErrorInfo) : undefined,
    eventCount: Number(eventCount ?? 0),
  };
  if (typeof outputBlob !== 'string') return record;
  return Object.defineProperty(record, 'output', {
    enumerable: true,
    configurable: true,
    get: () => readBlob(outputBlob),
  });
}

/** A row of `waits`. */
export function toOpenWait(row: readonly SqlValue[]): OpenWait {
  const [runId, path, kind, dueAt, token] = row;
  return {
    runId: String(runId),
    path: String(path),
    kind: String(kind) as OpenWait['kind'],
    dueAt: toNumber(dueAt),
    token: toText(token),
  };
}
