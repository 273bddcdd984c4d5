import { AppError } from '#contract/app-error.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { RunHead } from '#journal/run-heads.ts';
import type { Services } from '../services.ts';
import type { RunSummary } from './shapes.ts';

/** A run as a list shows it. */
export function toRunSummary(record: RunHead): RunSummary {
  const { id, workflowId, version, status, triggerKind, priority, parent, idempotencyKey, createdAt, eventCount } =
    record;
  const { startedAt, finishedAt, error } = record;
  return {
    id,
    workflowId,
    version,
    status,
    triggerKind,
    priority,
    ...(parent === undefined ? {} : { parentRunId: parent.runId, parentPath: parent.path }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(error === undefined ? {} : { error }),
    eventCount,
  };
}

/** @throws AppError run-not-found */
export function getRunRecord({ journal }: Pick<Services, 'journal'>, runId: string): RunRecord {
  const record = journal.findRun(runId);
  if (record === undefined) throw new AppError('run-not-found', `There is no run "${runId}". Check the id.`);
  return record;
}
