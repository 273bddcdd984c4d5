import { AppError } from '#contract/app-error.ts';
import { toOutstanding } from '#engine/outstanding.ts';
import type { Journal, RunRecord } from '#journal/journal.ts';
import { flushFor, isRefusalOf } from './flush-for.ts';
import { LiveRun, type RunFacts } from './live-run.ts';
import type { Clock } from './ports.ts';
import type { Program } from './program.ts';

type Waiter = { readonly resolve: (record: RunRecord) => void; readonly reject: (error: Error) => void };

/** What a run runs: a version of a workflow, or what its scope leaves of it. */
type ProgramOf = (facts: Pick<RunFacts, 'workflowId' | 'version'>, scope: readonly string[] | undefined) => Program;

/** How often the end of a run that another process drives is looked for, in milliseconds. */
const POLL_MS = 100;

/** The runs in memory, and who waits for the end of which. */
export class RunMemory {
  readonly #journal: Journal;
  readonly #programOf: ProgramOf;
  readonly #live = new Map<string, LiveRun>();
  /** Ended runs whose end is not on disk yet. */
  readonly #ending = new Map<string, Promise<RunRecord>>();
  readonly #waiters = new Map<string, Waiter[]>();
  #abandoned: Error | undefined;

  constructor(journal: Journal, programOf: ProgramOf) {
    this.#journal = journal;
    this.#programOf = programOf;
  }

  live(): readonly LiveRun[] {
    return [...this.#live.values()];
  }

  add(run: LiveRun): void {
    this.#live.set(run.id, run);
  }

  forget(run: LiveRun): void {
    this.#live.delete(run.id);
  }

  find(runId: string): LiveRun | undefined {
    return this.#live.get(runId);
  }

  findRecord(runId: string): RunRecord | undefined {
    return this.#journal.findRun(runId);
  }

  /** @throws AppError run-not-found */
  getRecord(runId: string): RunRecord {
    const record = this.findRecord(runId);
    if (record === undefined)
      throw new AppError(
        'run-not-found',
        `There is no run "${runId}". "flowright runs list" shows the runs there are.`,
      );
    return record;
  }

  /**
   * The run in memory, folded from its journal when it is not there; undefined when it ended, is unknown, or `owner` does not drive it.
   * Costs time proportional to its journal.
   */
  load(runId: string, owner: string): LiveRun | undefined {
    const known = this.#live.get(runId);
    if (known !== undefined) return known;
    const record = this.#ending.has(runId) ? undefined : this.#journal.findRun(runId);
    if (record === undefined || record.finishedAt !== undefined || record.owner !== owner) return undefined;
    let run: LiveRun | undefined;
    for (const { event } of this.#journal.read(runId)) {
      if (run === undefined) {
        if (event.type !== 'run-created')
          throw new AppError(
            'storage-corrupt',
            `The journal of run ${runId} has no beginning. Run "flowright data check".`,
          );
        run = new LiveRun({ ...record, depth: event.depth }, this.#programOf(record, event.scope));
        run.created = true;
        run.status = record.status;
      }
      run.fold(event);
    }
    if (run === undefined || run.end !== undefined) return undefined;
    // Whatever wakes the run first, what a crash left under way goes on with it.
    run.ask(toOutstanding(run.state));
    this.#live.set(runId, run);
    return run;
  }

  /** A run ended; whoever waits for it is told once `durable` resolved. */
  finish(run: LiveRun, durable: Promise<void>): void {
    this.#live.delete(run.id);
    this.#tell(run.id, durable, () => toRecord(run));
  }

  /** The same for a run that ended without being in memory. */
  finishUnread(runId: string, durable: Promise<void>): void {
    this.#tell(runId, durable, () => this.getRecord(runId));
  }

  #tell(id: string, durable: Promise<void>, findRecord: () => RunRecord): void {
    const told = durable.then(() => {
      const record = findRecord();
      this.#ending.delete(id);
      for (const { resolve } of this.#take(id)) resolve(record);
      return record;
    });
    this.#ending.set(id, told);
    told.catch((error: unknown) => {
      if (isRefusalOf(error, id)) this.#ending.delete(id);
      for (const { reject } of this.#take(id)) reject(error instanceof Error ? error : new Error(String(error)));
    });
  }

  async waitForEnd(
    runId: string,
    clock: Clock,
    owner: string,
    signal: AbortSignal | undefined,
  ): Promise<RunRecord | undefined> {
    const ending = this.#ending.get(runId);
    if (ending !== undefined) return ending;
    if (this.#abandoned !== undefined) throw this.#abandoned;
    if (!this.#live.has(runId)) {
      let record = this.findRecord(runId);
      if (record === undefined) {
        await flushFor(this.#journal, runId);
        record = this.getRecord(runId);
      }
      if (record.finishedAt !== undefined) return record;
      if (record.owner !== owner && !this.#live.has(runId)) return this.#poll(runId, clock, signal);
    }
    const late = this.#ending.get(runId);
    if (late !== undefined) return late;
    if (this.#abandoned !== undefined) throw this.#abandoned;
    return this.#wait(runId, signal);
  }

  #wait(runId: string, signal: AbortSignal | undefined): Promise<RunRecord | undefined> {
    if (signal?.aborted === true) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const stop = () => {
        const left = (this.#waiters.get(runId) ?? []).filter((other) => other !== waiter);
        if (left.length > 0) this.#waiters.set(runId, left);
        else this.#waiters.delete(runId);
        resolve(undefined);
      };
      const settled = () => signal?.removeEventListener('abort', stop);
      const waiter: Waiter = {
        resolve: (record) => {
          settled();
          resolve(record);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      };
      this.#waiters.set(runId, [...(this.#waiters.get(runId) ?? []), waiter]);
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** Waits up to `graceMs` for the handlers under way. */
  async settleCalls(graceMs: number, clock: Clock): Promise<void> {
    const until = clock.monotonic() + graceMs;
    const busy = () => [...this.#live.values()].some((run) => run.calls.size > 0 || run.pending > 0);
    while (busy() && clock.monotonic() < until) {
      await new Promise<void>((resolve) => clock.after(Math.min(20, graceMs), resolve));
    }
    const reason = new AppError('shutting-down', 'Flowright is shutting down.');
    for (const run of this.#live.values()) for (const call of run.calls.values()) call.context.abort(reason);
  }

  /** Nothing will end here any more. */
  abandon(reason: Error): void {
    this.#abandoned = reason;
    for (const waiters of this.#waiters.values()) for (const { reject } of waiters) reject(reason);
    this.#waiters.clear();
  }

  #take(runId: string): readonly Waiter[] {
    const waiters = this.#waiters.get(runId) ?? [];
    this.#waiters.delete(runId);
    return waiters;
  }

  async #poll(runId: string, clock: Clock, signal: AbortSignal | undefined): Promise<RunRecord | undefined> {
    while (signal?.aborted !== true) {
      await new Promise<void>((resolve) => clock.after(POLL_MS, resolve));
      if (this.#abandoned !== undefined) throw this.#abandoned;
      const record = this.getRecord(runId);
      if (record.finishedAt !== undefined) return record;
    }
    return undefined;
  }
}

function toRecord(run: LiveRun): RunRecord {
  const { depth: _depth, ...facts } = run.facts;
  return {
    ...facts,
    status: run.end?.status ?? 'failed',
    owner: undefined,
    startedAt: run.state.startedAt,
    finishedAt: run.end?.at,
    output: run.end?.output,
    error: run.end?.error,
    eventCount: run.eventCount,
  };
}
