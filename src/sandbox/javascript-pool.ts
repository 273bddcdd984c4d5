import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/app-error.ts';
import { toLimitFailure } from './javascript-fault.ts';
import type { JavaScriptJob, JavaScriptOutcome, LogLine, WorkerMessage } from './javascript-protocol.ts';

/** Sizes and times of a pool. */
export interface PoolOptions {
  readonly maxWorkers: number;
  /** Runs that may wait for a worker. */
  readonly maxWaiting: number;
  /** How long a worker without work is kept. */
  readonly idleMs: number;
  /** How long a new worker may take to be ready. */
  readonly startMs: number;
  /** How long code that is to stop may go on, before its worker is ended. */
  readonly graceMs: number;
}

/** One run of code. */
export interface PoolTask {
  readonly job: Omit<JavaScriptJob, 'id' | 'stop'>;
  readonly signal: AbortSignal | undefined;
  readonly onLog: (line: LogLine) => void;
}

/** Workers that run untrusted JavaScript, started when needed and ended when idle; they never keep the process alive. */
export interface JavaScriptPool {
  /** @throws AppError `queue-full`, `internal` when no worker starts, or the signal's reason */
  run(task: PoolTask): Promise<JavaScriptOutcome>;
  /** Threads there are. */
  countWorkers(): number;
}

interface Active {
  readonly task: PoolTask;
  readonly job: JavaScriptJob;
  readonly settle: (outcome: JavaScriptOutcome | Error) => void;
}

interface Slot {
  readonly worker: Worker;
  active: Active | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** A worker whose last run took more memory than this is ended, so that the memory goes back to the system. */
const MAX_KEPT_BYTES = 64 * 1_048_576;

/** Makes a pool; it starts no worker yet. */
export function createJavaScriptPool(options: PoolOptions): JavaScriptPool {
  const slots = new Set<Slot>();
  const waiting = new Set<Active>();
  let lastId = 0;

  const arm = (slot: Slot, delayMs: number, act: () => void): void => {
    clearTimeout(slot.timer);
    slot.timer = setTimeout(act, delayMs);
    if (slot.active === undefined) slot.timer.unref();
  };

  /** Ends a worker; whoever waits for it is told `outcome`. */
  const end = (slot: Slot, outcome: JavaScriptOutcome | Error): void => {
    if (!slots.delete(slot)) return;
    clearTimeout(slot.timer);
    slot.active?.settle(outcome);
    slot.active = undefined;
    void slot.worker.terminate();
    pump();
  };

  const release = (slot: Slot, heapBytes: number): void => {
    slot.active = undefined;
    if (heapBytes > MAX_KEPT_BYTES) {
      end(slot, { kind: 'stopped' });
      return;
    }
    arm(slot, options.idleMs, () => end(slot, { kind: 'stopped' }));
    slot.worker.unref();
    pump();
  };

  const onMessage = (slot: Slot, message: WorkerMessage): void => {
    const { active } = slot;
    if (active === undefined || active.job.id !== message.id) return;
    const { limits } = active.job;
    switch (message.kind) {
      case 'started':
        arm(slot, limits.timeoutMs + options.graceMs, () => end(slot, toLimitFailure('timeoutMs', limits)));
        break;
      case 'logged':
        active.task.onLog(message.line);
        break;
      case 'ended':
        active.settle(message.outcome);
        release(slot, message.heapBytes);
    }
  };

  const start = (): Slot => {
    const worker = new Worker(new URL('./javascript-worker.ts', import.meta.url), {
      name: 'javascript',
      env: {},
      // Options of the process, such as --input-type, need not fit a thread.
      execArgv: [],
      // QuickJS recurses on the thread's stack, several times faster than on the one it counts.
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 16 },
    });
    const slot: Slot = { worker, active: undefined, timer: undefined };
    worker.on('message', (message: WorkerMessage) => onMessage(slot, message));
    worker.on('error', (cause) => end(slot, toCrash(cause)));
    worker.on('exit', (code) => end(slot, toCrash(new Error(`the thread ended with code ${code}`))));
    slots.add(slot);
    return slot;
  };

  const assign = (slot: Slot, active: Active): void => {
    slot.active = active;
    slot.worker.ref();
    arm(slot, options.startMs, () => end(slot, toCrash(new Error(`it was not ready within ${options.startMs} ms`))));
    slot.worker.postMessage(active.job);
  };

  const pump = (): void => {
    for (const active of waiting) {
      const idle = [...slots].find((slot) => slot.active === undefined);
      if (idle === undefined && slots.size >= options.maxWorkers) return;
      waiting.delete(active);
      assign(idle ?? start(), active);
    }
  };

  const stop = (active: Active): void => {
    if (waiting.delete(active)) return;
    const slot = [...slots].find((candidate) => candidate.active === active);
    if (slot === undefined) return;
    Atomics.store(active.job.stop, 0, 1);
    arm(slot, options.graceMs, () => end(slot, { kind: 'stopped' }));
  };

  return {
    countWorkers: () => slots.size,
    run: (task) => {
      const { signal } = task;
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (waiting.size >= options.maxWaiting) {
        const message = `${waiting.size} runs of code already wait for a free sandbox. Start fewer at once, or try again later.`;
        return Promise.reject(new AppError('queue-full', message));
      }
      const { promise, resolve, reject } = Promise.withResolvers<JavaScriptOutcome>();
      lastId++;
      const onAbort = (): void => {
        stop(active);
        reject(signal?.reason);
      };
      const active: Active = {
        task,
        job: { ...task.job, id: lastId, stop: new Int32Array(new SharedArrayBuffer(4)) },
        settle: (outcome) => {
          signal?.removeEventListener('abort', onAbort);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      waiting.add(active);
      pump();
      return promise;
    },
  };
}

function toCrash(cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'internal',
    `The JavaScript sandbox broke down: ${reason}. Try again; if it happens again, report it.`,
    {
      cause,
      retry: 'later',
    },
  );
}
