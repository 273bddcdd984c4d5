import { AppError } from '#contract/app-error.ts';
import type { Journal } from '#journal/journal.ts';

/** The journal of one life of a host, and what a test does to its disk. */
export interface MortalJournal {
  readonly journal: Journal;
  /** The disk stalls: nothing becomes durable until `release`. What is held when the host dies is lost. */
  hold(): void;
  /** The disk goes on: what was held becomes durable. */
  release(): Promise<void>;
  /** From now on nothing can be written. */
  fail(error: AppError): void;
  /** The host died: whatever it still does never happened. */
  die(): void;
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** Puts a journal behind a disk that stalls, fails, or loses its host. Reading shows what is durable. */
export function createMortalJournal(journal: Journal): MortalJournal {
  let state: 'open' | 'held' | 'dead' = 'open';
  let failure: AppError | undefined;
  let held: (() => void)[] = [];
  let waiting: PromiseWithResolvers<void>[] = [];
  const heldKeys = new Map<string, string>();

  function write(action: () => void): void {
    if (failure !== undefined) throw failure;
    if (state === 'open') action();
    else if (state === 'held') held.push(action);
  }

  async function flush(): Promise<void> {
    if (failure !== undefined) throw failure;
    if (state === 'dead') return never();
    if (state === 'held') {
      const gate = Promise.withResolvers<void>();
      waiting.push(gate);
      return gate.promise;
    }
    await journal.flush();
    if (failure !== undefined) throw failure;
    return isDead() ? never() : undefined;
  }

  /** Asked again after an await, when it may have changed. */
  function isDead(): boolean {
    return state === 'dead';
  }

  const mortal: Journal = {
    ...journal,
    findByKey: (workflowId, key) => heldKeys.get(`${workflowId}\n${key}`) ?? journal.findByKey(workflowId, key),
    createRun(run, events, change) {
      if (state === 'held' && run.idempotencyKey !== undefined)
        heldKeys.set(`${run.workflowId}\n${run.idempotencyKey}`, run.id);
      write(() => journal.createRun(run, events, change));
    },
    append: (runId, events, change) => write(() => journal.append(runId, events, change)),
    flush,
    get backlogBytes() {
      return journal.backlogBytes;
    },
    get failure() {
      return failure ?? journal.failure;
    },
    onDurable: (listener) =>
      journal.onDurable((entries) => {
        if (state !== 'dead') listener(entries);
      }),
    onRunsChanged: (listener) =>
      journal.onRunsChanged((runIds) => {
        if (state !== 'dead') listener(runIds);
      }),
    adopt: (owner, deadOwners, runIds) => (state === 'dead' ? never() : journal.adopt(owner, deadOwners, runIds)),
    release: (owner) => (state === 'dead' ? never() : journal.release(owner)),
    // The disk outlives the host.
    close: () => flush(),
  };

  return {
    journal: mortal,
    hold() {
      if (state === 'open') state = 'held';
    },
    async release() {
      if (state !== 'held') return;
      state = 'open';
      const actions = held;
      const gates = waiting;
      held = [];
      waiting = [];
      heldKeys.clear();
      for (const action of actions) action();
      await journal.flush();
      if (!isDead()) for (const gate of gates) gate.resolve();
    },
    fail(error) {
      failure = error;
      for (const gate of waiting) gate.reject(error);
      held = [];
      waiting = [];
    },
    die() {
      state = 'dead';
      held = [];
      waiting = [];
    },
  };
}

/** What a full disk makes of a journal. */
export function toDiskFull(): AppError {
  return new AppError('storage-full', 'The disk is full. Make room and start Flowright again.');
}
