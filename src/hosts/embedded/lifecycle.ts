import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { EventOf, RunEvent, RunTrigger } from '#contract/run-event.ts';
import { findIdleStatus } from '#engine/is-idle.ts';
import type { NewRun } from '#journal/journal.ts';
import { Admission, type Candidate } from './admission.ts';
import type { Core } from './core.ts';
import { Executor } from './executor.ts';
import { flushFor, isRefusalOf } from './flush-for.ts';
import { LiveRun, type RunEnd, type RunFacts } from './live-run.ts';
import { optional } from './optional.ts';
import type { Program } from './program.ts';
import type { RunMemory } from './run-memory.ts';
import { Scheduler } from './scheduler.ts';

/** A run to make. */
export interface RunSpec {
  readonly id: string;
  readonly input: JsonObject;
  readonly trigger: RunTrigger;
  /** The workflow's own when absent. */
  readonly priority?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Refused when the queue is full. */
  readonly bounded: boolean;
  readonly parent?: NonNullable<NewRun['parent']>;
  readonly depth?: number;
  /** What else its first event says. */
  readonly created?: Pick<EventOf<'run-created'>, 'forkedFrom' | 'overrides' | 'scope' | 'pins'>;
  /** Events taken over from another run. */
  readonly taken?: readonly RunEvent[];
}

/** Takes runs from their creation through turns, waits and places to their end. */
export class Lifecycle {
  readonly #core: Core;
  readonly #memory: RunMemory;
  readonly #executor: Executor;
  readonly #scheduler: Scheduler;
  readonly #admission: Admission;
  readonly #onEnd: (run: Pick<RunFacts, 'id' | 'parent'>, end: RunEnd) => void;
  #admitting = false;
  /** When the last run was created. */
  #createdAt = 0;
  #stopped = false;

  constructor(core: Core, memory: RunMemory, onEnd: (run: Pick<RunFacts, 'id' | 'parent'>, end: RunEnd) => void) {
    this.#core = core;
    this.#memory = memory;
    this.#onEnd = onEnd;
    this.#executor = new Executor(core);
    this.#admission = new Admission(core.limits.maxConcurrentRuns);
    this.#scheduler = new Scheduler({
      step: (run) => this.#step(run),
      rest: (run) => this.#rest(run),
      sliceMs: core.limits.sliceMs,
    });
  }

  get load(): { readonly queued: number; readonly running: number } {
    return { queued: this.#admission.queued, running: this.#admission.running };
  }

  /** What is under way may end, but nothing new begins. */
  stop(): void {
    this.#stopped = true;
  }

  /** Nothing happens any more. */
  halt(): void {
    this.#stopped = true;
    this.#scheduler.stop();
  }

  schedule(run: LiveRun): void {
    this.#scheduler.schedule(run);
  }

  /**
   * Makes a run: under way at once where there is room, queued otherwise. It is on disk after the next flush.
   * @throws AppError queue-full, conflict when the idempotency key was used
   */
  create(program: Program, spec: RunSpec): LiveRun {
    const { workflow, version } = program;
    const { options, limits } = this.#core;
    const priority = spec.priority ?? workflow.settings?.priority ?? 0;
    const candidate: Candidate = {
      runId: spec.id,
      workflowId: workflow.id,
      priority,
      maxConcurrent: workflow.settings?.maxConcurrentRuns,
    };
    // A fork does not queue: what it takes over is only here.
    const admitted =
      spec.taken === undefined ? this.#admission.tryEnter(candidate) : this.#admission.enter(workflow.id);
    if (!admitted && spec.bounded && this.#admission.queued >= limits.maxQueuedRuns) {
      throw new AppError(
        'queue-full',
        `${this.#admission.queued} runs wait already, which is the limit. Try again later, or raise maxQueuedRuns.`,
      );
    }
    // Lists go by it, so it never goes back within a process, as ids do not.
    this.#createdAt = Math.max(this.#createdAt, this.#core.clock.wall());
    const createdAt = this.#createdAt;
    const facts: RunFacts = {
      id: spec.id,
      workflowId: workflow.id,
      version,
      priority,
      triggerKind: spec.trigger.kind,
      parent: spec.parent,
      depth: spec.depth ?? 0,
      idempotencyKey: spec.idempotencyKey,
      createdAt,
    };
    const run = new LiveRun(facts, program);
    run.emit({
      type: 'run-created',
      at: run.stamp(createdAt),
      workflow: { id: workflow.id, version },
      input: spec.input,
      trigger: spec.trigger,
      depth: facts.depth,
      ...optional('parent', spec.parent),
      ...spec.created,
      ...(options.simulate === undefined ? {} : { simulated: true }),
    });
    try {
      if (admitted) this.#begin(run, spec.taken ?? []);
      else {
        this.#write(run);
        this.enqueue(candidate);
        return run;
      }
    } catch (error) {
      if (admitted) this.#admission.leave(workflow.id);
      throw error;
    }
    this.#scheduler.turn(run);
    return run;
  }

  /** Queues a run of the journal, for when there is room. */
  enqueue(candidate: Candidate): void {
    this.#admission.enqueue(candidate);
    this.#admit();
  }

  /** A queued run will not start. */
  dequeue(runId: string): void {
    this.#admission.remove(runId);
  }

  /** An event arrived for a run that may have been idle: it goes on, whatever waits. */
  wake(run: LiveRun): void {
    if (!run.admitted && run.state.phase === 'running') {
      run.admitted = true;
      this.#admission.enter(run.facts.workflowId);
    }
    if (run.status !== 'running' && run.state.phase === 'running') {
      run.status = 'running';
      run.change({ status: 'running' });
    }
    this.#scheduler.schedule(run);
  }

  /** Hands a run's events to the journal and resolves once everything is on disk. */
  makeDurable(run: LiveRun): Promise<void> {
    try {
      this.#write(run);
    } catch (error) {
      if (isRefusalOf(error, run.id)) this.#drop(run);
      return Promise.reject(error);
    }
    const durable = flushFor(this.#core.options.journal, run.id);
    durable.catch((error: unknown) => {
      if (isRefusalOf(error, run.id)) this.#drop(run);
    });
    return durable;
  }

  /** Another process has the run: nothing of it goes on here, and nothing of it was more than thought. */
  #drop(run: LiveRun): void {
    if (run.over) return;
    run.over = true;
    const reason = new AppError('conflict', `Another process drives run ${run.id}.`);
    for (const call of run.calls.values()) call.context.abort(reason);
    this.#leave(run);
    this.#memory.forget(run);
    this.#admit();
  }

  /** The journal refused a run, or everything. */
  #cannotWrite(run: LiveRun, error: unknown): void {
    if (isRefusalOf(error, run.id)) this.#drop(run);
    else this.#core.fail(error);
  }

  /** Starts a run that has its place. */
  #begin(run: LiveRun, taken: readonly RunEvent[]): void {
    run.admitted = true;
    run.status = 'running';
    const at = run.stamp(this.#core.clock.wall());
    run.emit({ type: 'run-started', at });
    for (const event of taken) run.emit({ ...event, at });
    run.change({ status: 'running', startedAt: at });
    this.#write(run);
    this.#memory.add(run);
  }

  #write(run: LiveRun): void {
    const unwritten = run.takeUnwritten();
    if (unwritten === undefined) return;
    const { journal, owner } = this.#core.options;
    if (run.created) {
      journal.append(run.id, unwritten.events, unwritten.change);
    } else {
      const { depth: _depth, ...facts } = run.facts;
      journal.createRun({ ...facts, owner }, unwritten.events, unwritten.change);
      run.created = true;
    }
    if (journal.backlogBytes > this.#core.limits.maxBacklogBytes && !this.#scheduler.isPaused)
      this.#scheduler.pause(flushFor(journal, ''));
  }

  #step(run: LiveRun): boolean {
    if (this.#stopped || run.over) return false;
    try {
      return this.#executor.step(run);
    } catch (error) {
      this.#core.fail(error);
      return false;
    }
  }

  /** A run has nothing to do for now: its events go to the journal; it ends, leaves memory, or stays. */
  #rest(run: LiveRun): void {
    if (run.over) return;
    const { end } = run;
    if (end !== undefined)
      run.change({
        status: end.status,
        finishedAt: end.at,
        ...optional('output', end.output),
        ...optional('error', end.error),
      });
    try {
      if (end === undefined && !run.hasWork && run.calls.size === 0 && run.pending === 0) this.#settleIdle(run);
      this.#write(run);
    } catch (error) {
      this.#cannotWrite(run, error);
      return;
    }
    if (end === undefined) return;
    run.over = true;
    this.#leave(run);
    this.#memory.finish(run, flushFor(this.#core.options.journal, run.id));
    this.#onEnd(run.facts, end);
    this.#admit();
  }

  #leave(run: LiveRun): void {
    if (!run.admitted) return;
    run.admitted = false;
    this.#admission.leave(run.facts.workflowId);
  }

  /** Every step of a run waits: others get its place, and unless it waits for a call, it leaves memory. */
  #settleIdle(run: LiveRun): void {
    const idle = findIdleStatus(run.state);
    if (idle === undefined) return;
    this.#leave(run);
    this.#admit();
    if (idle === 'calling' || run.status === idle) return;
    run.status = idle;
    run.change({ status: idle });
    const { eventCount } = run;
    this.makeDurable(run).then(
      () => {
        // A run that went on meanwhile may be idle again, but not on disk yet.
        if (run.eventCount === eventCount && findIdleStatus(run.state) === idle) this.#memory.forget(run);
      },
      (error: unknown) => this.#cannotWrite(run, error),
    );
  }

  /** Starts queued runs while there is room, a slice at a time. */
  #admit(): void {
    if (this.#admitting || this.#stopped || this.#admission.queued === 0) return;
    this.#admitting = true;
    setImmediate(() => {
      this.#admitting = false;
      this.#admitSlice().catch((error: unknown) => this.#core.fail(error));
    });
  }

  /** The run of a candidate; undefined when it is none any more. One whose workflow cannot be read ends with the reason. */
  #load(runId: string): LiveRun | undefined {
    const { journal, owner } = this.#core.options;
    try {
      return this.#memory.load(runId, owner);
    } catch (error) {
      if (!(error instanceof AppError) || error.code.startsWith('storage-')) throw error;
      const at = this.#core.clock.wall();
      const end: RunEnd = { at, status: 'failed', output: undefined, error: toErrorInfo(error) };
      const failed = { status: end.status, ...optional('error', end.error) };
      const { parent } = this.#memory.getRecord(runId);
      journal.append(runId, [{ type: 'run-finished', at, ...failed }], { finishedAt: at, ...failed });
      this.#memory.finishUnread(runId, flushFor(journal, runId));
      this.#onEnd({ id: runId, parent }, end);
      return undefined;
    }
  }

  async #admitSlice(): Promise<void> {
    // A run is queued before it is on disk, and taken from there.
    await flushFor(this.#core.options.journal, '');
    const until = performance.now() + this.#core.limits.sliceMs;
    while (!this.#stopped && performance.now() < until) {
      const candidate = this.#admission.next();
      if (candidate === undefined) return;
      let run = this.#load(candidate.runId);
      if (run === undefined && this.#memory.findRecord(candidate.runId) === undefined) {
        // It was queued after the write that was waited for had left.
        await flushFor(this.#core.options.journal, '');
        run = this.#load(candidate.runId);
      }
      if (run === undefined || run.admitted) {
        this.#admission.leave(candidate.workflowId);
      } else if (run.state.phase === 'created') {
        this.#begin(run, []);
        this.#scheduler.schedule(run);
      } else {
        run.admitted = true;
        this.#scheduler.schedule(run);
      }
    }
    this.#admit();
  }
}
