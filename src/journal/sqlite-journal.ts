import { AppError } from '#contract/app-error.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { Store } from '#store/store.ts';
import type { DurableEvents, Journal, NewRun, RunChange } from './journal.ts';
import { createJournalReader } from './journal-reader.ts';
import { pruneRuns } from './prune.ts';
import { createRunQueue, isEndStatus, type RunQueue } from './run-queue.ts';

const UNFINISHED = "status IN ('queued', 'running', 'waiting', 'uncertain')";

/** One group of the journal on its way to the disk. */
interface Batch {
  readonly queue: RunQueue;
  readonly keys: Map<string, string>;
  readonly finished: Set<string>;
  /** Runs taken out again: what was queued about them rests on events that were refused. */
  readonly dropped: string[];
  /** Made when somebody waits for the batch. */
  settled: PromiseWithResolvers<void> | undefined;
}

/** Next seq and owner of a run that is being appended to. */
interface OpenRun {
  nextSeq: number;
  readonly owner: string | null;
}

const toKey = (workflowId: string, idempotencyKey: string): string => `${workflowId}\n${idempotencyKey}`;

function toRefusal(runIds: readonly string[]): AppError {
  return new AppError(
    'conflict',
    `Another process has started or taken over ${runIds.length === 1 ? `run ${runIds[0]}` : `the runs ${runIds.join(', ')}`}, so nothing was written for it. Look the run up by its idempotency key or id, and leave it to that process.`,
    { data: { runIds } },
  );
}

/**
 * The journal of a store. Everything queued while a commit is under way goes into the next one, and everything queued
 * about one run becomes one row.
 *
 * When another process has taken a run over, or started one with the same key, that run alone is left unwritten: `flush` of its
 * group rejects with `conflict` (`data.runIds`), further appends to it throw, and the journal goes on.
 */
export function createSqliteJournal(store: Store): Journal {
  const { writer } = store;
  const reader = createJournalReader(store);
  const openRuns = new Map<string, OpenRun>();
  const refusedRuns = new Set<string>();
  const listeners = new Set<(entries: readonly DurableEvents[]) => void>();
  const runListeners = new Set<(runIds: readonly string[]) => void>();
  let pending = openBatch();
  let flying: Batch | undefined;
  let failure: Error | undefined;
  let isClosed = false;

  function openBatch(): Batch {
    return {
      queue: createRunQueue(() => listeners.size > 0),
      keys: new Map(),
      finished: new Set(),
      dropped: [],
      settled: undefined,
    };
  }

  function assertWritable(runId: string): void {
    const error = failure ?? writer.failure;
    if (error !== undefined) throw error;
    if (isClosed)
      throw new AppError('shutting-down', 'The journal is closed. Start Flowright again to go on with the run.');
    if (refusedRuns.has(runId)) throw toRefusal([runId]);
  }

  function findByKey(workflowId: string, idempotencyKey: string): string | undefined {
    const key = toKey(workflowId, idempotencyKey);
    return pending.keys.get(key) ?? flying?.keys.get(key) ?? reader.findByKey(workflowId, idempotencyKey);
  }

  function openRun(runId: string): OpenRun {
    let run = openRuns.get(runId);
    if (run === undefined) {
      const tail = reader.findTail(runId);
      if (tail === undefined) throw new AppError('run-not-found', `There is no run ${runId}. Check the id.`);
      run = { nextSeq: tail.nextSeq, owner: tail.owner };
      openRuns.set(runId, run);
    }
    return run;
  }

  function enqueue(runId: string, run: OpenRun, events: readonly RunEvent[], change: RunChange | undefined): void {
    pending.queue.append(runId, run.owner, run.nextSeq, events, change);
    run.nextSeq += events.length;
    if (change?.status !== undefined) {
      if (isEndStatus(change.status)) pending.finished.add(runId);
      else pending.finished.delete(runId);
    }
    writer.schedule();
  }

  function forgetFinished(batch: Batch): void {
    for (const runId of batch.finished) if (!pending.queue.has(runId)) openRuns.delete(runId);
  }

  /** Events queued since then rest on events that are not there. */
  function refuseRun(runId: string): void {
    refusedRuns.add(runId);
    openRuns.delete(runId);
    if (!pending.queue.has(runId)) return;
    pending.queue.drop(runId);
    pending.dropped.push(runId);
    // The other runs of the batch are not on disk yet: whoever waits for them learns of the refusal with their commit.
    if (pending.queue.size > 0) return;
    pending.settled?.reject(toRefusal(pending.dropped));
    pending = openBatch();
  }

  function tellListeners(batch: Batch, refused: readonly string[]): void {
    if (listeners.size === 0) return;
    const entries = batch.queue.toDurable().filter(({ runId }) => !refused.includes(runId));
    if (entries.length > 0) for (const listener of listeners) listener(entries);
  }

  function tellRunListeners(batch: Batch, refused: readonly string[]): void {
    if (runListeners.size === 0) return;
    const changed = batch.queue.toChanged().filter((runId) => !refused.includes(runId));
    if (changed.length > 0) for (const listener of runListeners) listener(changed);
  }

  writer.attach({
    take() {
      if (pending.queue.size === 0) return [];
      flying = pending;
      pending = openBatch();
      return flying.queue.toWrites();
    },
    committed(refused) {
      const batch = flying;
      if (batch === undefined) return;
      flying = undefined;
      for (const runId of refused) refuseRun(runId);
      forgetFinished(batch);
      const unwritten = [...refused, ...batch.dropped];
      if (unwritten.length > 0) batch.settled?.reject(toRefusal(unwritten));
      else batch.settled?.resolve();
      tellListeners(batch, refused);
      tellRunListeners(batch, refused);
    },
    failed(error) {
      if (flying === undefined && pending.queue.size === 0) return;
      failure ??= error;
      flying?.settled?.reject(failure);
      pending.settled?.reject(failure);
      flying = undefined;
      pending = openBatch();
    },
  });

  function flush(): Promise<void> {
    const error = failure ?? writer.failure;
    if (error !== undefined) return Promise.reject(error);
    const batch = pending.queue.size > 0 ? pending : flying;
    if (batch === undefined) return Promise.resolve();
    batch.settled ??= Promise.withResolvers();
    return batch.settled.promise;
  }

  return {
    ...reader,
    findByKey,
    createRun(run: NewRun, events, change) {
      assertWritable(run.id);
      if (openRuns.has(run.id)) throw new AppError('conflict', `There is a run ${run.id} already. Use a new id.`);
      if (run.idempotencyKey !== undefined) {
        const existing = findByKey(run.workflowId, run.idempotencyKey);
        if (existing !== undefined) {
          throw new AppError(
            'conflict',
            `The workflow "${run.workflowId}" was started with this idempotency key already, as run ${existing}. Look at that run, or use a new key.`,
            { data: { runId: existing } },
          );
        }
        pending.keys.set(toKey(run.workflowId, run.idempotencyKey), run.id);
      }
      const open = { nextSeq: 1, owner: run.owner };
      openRuns.set(run.id, open);
      pending.queue.create(run);
      enqueue(run.id, open, events, change);
    },
    append(runId, events, change) {
      assertWritable(runId);
      enqueue(runId, openRun(runId), events, change);
    },
    flush,
    get backlogBytes() {
      return pending.queue.bytes + (flying?.queue.bytes ?? 0);
    },
    get failure() {
      return failure ?? writer.failure;
    },
    onDurable(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onRunsChanged(listener) {
      runListeners.add(listener);
      return () => void runListeners.delete(listener);
    },
    async adopt(owner, deadOwners, runIds) {
      const [result] = await store.write([
        {
          sql: `UPDATE runs SET owner = ?1 WHERE ${UNFINISHED} AND (owner IS NULL OR owner IN (SELECT value FROM json_each(?2)))
                AND (?3 IS NULL OR id IN (SELECT value FROM json_each(?3)))
                RETURNING id, priority, n`,
          parameters: [owner, JSON.stringify(deadOwners), runIds === undefined ? null : JSON.stringify(runIds)],
        },
      ]);
      const runs = (result?.rows ?? []).map(({ id, priority, n }) => ({
        id: String(id),
        priority: Number(priority),
        n: Number(n),
      }));
      for (const { id } of runs) {
        openRuns.delete(id);
        refusedRuns.delete(id);
      }
      return runs.sort((a, b) => b.priority - a.priority || a.n - b.n).map((run) => run.id);
    },
    async release(owner) {
      await store.write([
        { sql: `UPDATE runs SET owner = NULL WHERE owner = ? AND ${UNFINISHED}`, parameters: [owner] },
      ]);
    },
    async prune(options) {
      await flush();
      return pruneRuns(store, options);
    },
    async close() {
      isClosed = true;
      // A journal that failed, or never could write, has nothing queued, and has said so.
      if (pending.queue.size > 0 || flying !== undefined) await flush();
    },
  };
}
