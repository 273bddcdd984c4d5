import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/app-error.ts';
import { toFault } from './sqlite-fault.ts';
import type { Statement, StatementResult } from './statement.ts';
import { toStorageError } from './storage-error.ts';
import type { GroupOutcome, ListOutcome, RunWrite, WriterOptions } from './writer-protocol.ts';

/** Longest wait for the writer thread to empty the WAL file and end. */
const CLOSE_TIMEOUT_MS = 15_000;

const CLOSED = 'The database is closed. Start Flowright again to write to it.';

/** Where a group's runs come from. */
export interface RunSource {
  /** Hands over what is queued; called when a group is about to go. */
  take(): readonly RunWrite[];
  /** What was taken last is durable, except `refused` runs. */
  committed(refused: readonly string[]): void;
  /** What was taken last is not written; nothing will be, when the writer itself has failed. */
  failed(error: AppError): void;
}

/**
 * The one way by which a process writes. Everything queued while a group is being committed goes into the next group.
 */
export interface Writer {
  /** Carries out the statements in one transaction; all or none. Rejects with `conflict` or `storage-*`. */
  write(statements: readonly Statement[]): Promise<readonly StatementResult[]>;
  /** Names the source of run writes. There is one. */
  attach(source: RunSource): void;
  /** The source has something. */
  schedule(): void;
  /** The failure that ended the writer, if any. */
  readonly failure: AppError | undefined;
  /** Writes what is queued, calls `onDrained`, empties the WAL file and ends the thread. */
  close(onDrained?: () => void): Promise<void>;
}

interface PendingList {
  readonly statements: readonly Statement[];
  readonly resolve: (results: readonly StatementResult[]) => void;
  readonly reject: (error: AppError) => void;
}

function startThread(options: WriterOptions): Worker {
  // The thread does not inherit the compile cache; without it, stripping types costs it 35 ms and 17 MB.
  const cache = getCompileCacheDir();
  return new Worker(new URL('./writer-worker.ts', import.meta.url), {
    workerData: options,
    // The process's own options may not suit a thread, or make no sense in one.
    execArgv: [],
    ...(cache === undefined ? {} : { env: { ...process.env, NODE_COMPILE_CACHE: dirname(cache) } }),
  });
}

function settleList(list: PendingList, outcome: ListOutcome | undefined): void {
  if (outcome !== undefined && 'results' in outcome) list.resolve(outcome.results);
  else
    list.reject(
      new AppError(outcome?.fault.code ?? 'internal', outcome?.fault.message ?? 'The writer gave no answer.'),
    );
}

/** Starts the writer thread. */
export function createWriter(options: WriterOptions): Writer {
  const worker = startThread(options);
  let source: RunSource | undefined;
  let pending: PendingList[] = [];
  let flying: PendingList[] = [];
  let isFlying = false;
  let hasRuns = false;
  let isScheduled = false;
  let failure: AppError | undefined;
  let closing: { readonly ended: PromiseWithResolvers<void>; readonly onDrained: () => void } | undefined;
  let closeTimer: NodeJS.Timeout | undefined;

  function end(error: AppError): void {
    failure ??= error;
    const lists = [...flying, ...pending];
    flying = [];
    pending = [];
    isFlying = false;
    for (const list of lists) list.reject(failure);
    source?.failed(failure);
    clearTimeout(closeTimer);
    closing?.onDrained();
    closing?.ended.resolve();
  }

  function endThread(onDrained: () => void): void {
    failure = new AppError('shutting-down', CLOSED);
    onDrained();
    closeTimer = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS);
    worker.postMessage('close');
  }

  function send(): void {
    isScheduled = false;
    if (isFlying || failure !== undefined) return;
    const runs = source?.take() ?? [];
    if (runs.length === 0 && pending.length === 0) {
      if (closing !== undefined) endThread(closing.onDrained);
      return;
    }
    flying = pending;
    pending = [];
    isFlying = true;
    hasRuns = runs.length > 0;
    // Only a group under way keeps the process alive.
    worker.ref();
    try {
      worker.postMessage({ runs, lists: flying.map((list) => list.statements) });
    } catch (error) {
      // A value that cannot cross to the thread: nothing of the group has gone.
      settle({ fault: toFault(error, 'Writing to the database') });
      schedule();
    }
  }

  /** A turn of the event loop gathers what belongs into one commit. */
  function schedule(): void {
    if (isScheduled || isFlying || failure !== undefined) return;
    isScheduled = true;
    setImmediate(send);
  }

  function settle(outcome: GroupOutcome): void {
    const lists = flying;
    flying = [];
    isFlying = false;
    if (closing === undefined) worker.unref();
    if ('fault' in outcome) {
      const error = new AppError(outcome.fault.code, outcome.fault.message);
      for (const list of lists) list.reject(error);
      if (hasRuns) source?.failed(error);
    } else {
      for (const [index, list] of lists.entries()) settleList(list, outcome.outcomes[index]);
      if (hasRuns) source?.committed(outcome.refused);
    }
  }

  worker.on('message', (outcome: GroupOutcome) => {
    try {
      settle(outcome);
    } finally {
      schedule();
    }
  });
  worker.on('error', (error) => end(toStorageError(error, 'Writing to the database')));
  worker.on('exit', () => {
    end(
      new AppError(
        'storage-failed',
        'The thread that writes to the database ended unexpectedly. Start Flowright again; what was reported as stored is safe.',
      ),
    );
  });
  worker.unref();

  return {
    write(statements) {
      if (failure !== undefined) return Promise.reject(failure);
      if (closing !== undefined) return Promise.reject(new AppError('shutting-down', CLOSED));
      return new Promise((resolve, reject) => {
        pending.push({ statements, resolve, reject });
        schedule();
      });
    },
    attach(given) {
      if (source !== undefined) throw new AppError('internal', 'The store has a journal already. Use that one.');
      source = given;
    },
    schedule,
    get failure() {
      return failure;
    },
    close(onDrained = () => undefined) {
      if (closing === undefined) {
        closing = { ended: Promise.withResolvers(), onDrained };
        if (failure === undefined) {
          worker.ref();
          schedule();
        } else {
          onDrained();
          closing.ended.resolve();
        }
      }
      return closing.ended.promise;
    },
  };
}
