import { createRunIds } from '#base/run-id.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { RunStatus } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import type { RunRecord } from '#journal/journal.ts';
import type { Answer, ForkRequest, Host, LiveEntry, Started, StartRequest } from '../host.ts';
import { Children } from './children.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import type { Core } from './core.ts';
import { flushFor, isRefusalOf } from './flush-for.ts';
import { toForkEvents } from './fork-events.ts';
import { Lifecycle, type RunSpec } from './lifecycle.ts';
import type { LiveRun } from './live-run.ts';
import { DEFAULT_LIMITS, type EmbeddedHostOptions } from './ports.ts';
import type { Program } from './program.ts';
import { Programs } from './programs.ts';
import { toRunInput } from './run-input.ts';
import { RunMemory } from './run-memory.ts';
import { type Pins, type RunScope, toRunScope } from './run-scope.ts';
import { toAnswerEvent, toDueEvent } from './settle-wait.ts';
import { type Due, Timers } from './timers.ts';
import { Watchers } from './watchers.ts';

/** How far ahead waits are taken from the list into memory, in milliseconds. */
const HORIZON_MS = 600_000;
/** Waits taken at once. */
const WAITS_PAGE = 10_000;
/** Called runs taken over with their caller at once. */
const CALLED_PAGE = 100_000;
const UNFINISHED: readonly RunStatus[] = ['queued', 'running', 'waiting', 'uncertain'];
/** What was under way at a crash goes before whatever is queued. */
const RESUMED_FIRST = 1_000;
/** How often the clock and the journal are looked after, in milliseconds. */
const WATCH_MS = 500;
/** A change of the wall clock that is no mere correction, in milliseconds. */
const CLOCK_JUMP_MS = 1_000;
/** How often the mailbox is looked into, in milliseconds. */
const MAILBOX_MS = 250;

/** The host that drives runs in this process, over any journal. */
export class EmbeddedHost implements Host {
  readonly #options: EmbeddedHostOptions;
  readonly #core: Core;
  readonly #lifecycle: Lifecycle;
  readonly #memory: RunMemory;
  readonly #watchers: Watchers;
  readonly #programs: Programs;
  readonly #chores: (() => void)[] = [];
  /** Wall clock over monotonic clock, when the waits were taken. */
  #clockGapMs = 0;
  #closing = false;
  #failure: Error | undefined;

  constructor(options: EmbeddedHostOptions) {
    this.#options = options;
    const clock = options.clock ?? SYSTEM_CLOCK;
    const createRunId = createRunIds();
    this.#programs = new Programs(options.workflows, options.blocks);
    const programOf = (workflowId: string, version: number) => this.#programs.of(workflowId, version);
    this.#watchers = new Watchers(options.journal, (error) => {
      options.log?.('error', `Who watches runs failed: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.#memory = new RunMemory(options.journal, (facts, scope) =>
      this.#programs.of(facts.workflowId, facts.version, scope),
    );
    const lifecycle = () => this.#lifecycle;
    const load = (runId: string) => this.#load(runId);
    const children = new Children({ lifecycle, memory: this.#memory, clock, programOf, load });
    this.#core = {
      options,
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      clock,
      timers: new Timers(clock, (due) => this.#onDue(due)),
      createRunId: () => createRunId(clock.wall()),
      schedule: (run) => this.#lifecycle.schedule(run),
      makeDurable: (run) => this.#lifecycle.makeDurable(run),
      progress: (run, path, data) => this.#watchers.progress(run.id, path, data),
      ensureChild: (run, path) => children.ensure(run, path),
      cancelChild: (run, path) => children.cancel(run, path),
      fail: (error) => this.#fail(error),
    };
    this.#lifecycle = new Lifecycle(this.#core, this.#memory, (run, end) => children.tellParent(run, end));
    this.#repeat(HORIZON_MS / 2, () => this.#takeWaits());
    this.#repeat(WATCH_MS, () => this.#lookAfter());
    if (options.mailbox !== undefined) this.#repeat(MAILBOX_MS, () => this.#readMailbox());
  }

  get load(): Host['load'] {
    return this.#lifecycle.load;
  }

  /** Why nothing goes on any more, if the journal or the host itself failed. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Stops driving runs at once, because others may: this process was taken for dead, or is not known as a host. */
  stopBecause(reason: Error): void {
    this.#fail(reason);
  }

  async start(request: StartRequest): Promise<Started> {
    this.#assertOpen();
    const { journal } = this.#options;
    const { workflowId, idempotencyKey } = request;
    const known = idempotencyKey === undefined ? undefined : journal.findByKey(workflowId, idempotencyKey);
    if (known !== undefined) return (await this.#settleStart(request, known, true)) ?? this.start(request);
    const program = this.#programs.of(workflowId, request.version, request.upTo);
    const spec: RunSpec = {
      id: this.#core.createRunId(),
      input: toRunInput(program.workflow, request.input ?? {}),
      trigger: request.trigger ?? { kind: 'manual' },
      priority: request.priority,
      idempotencyKey,
      bounded: true,
      created: this.#toScope(program, request.upTo, request.pins),
    };
    let run: LiveRun;
    try {
      run = this.#lifecycle.create(program, spec);
    } catch (error) {
      // Another process may use the key at this very moment.
      const isTaken = idempotencyKey !== undefined && journal.findByKey(workflowId, idempotencyKey) !== undefined;
      if (isTaken && error instanceof AppError && error.code === 'conflict') return this.start(request);
      throw error;
    }
    return (await this.#settleStart(request, run.id, false)) ?? this.start(request);
  }

  async waitForEnd(runId: string, signal?: AbortSignal): Promise<RunRecord | undefined> {
    return this.#memory.waitForEnd(runId, this.#core.clock, this.#options.owner, signal);
  }

  async cancel(runId: string, options: { readonly by?: string; readonly reason?: string } = {}): Promise<void> {
    this.#assertOpen();
    const run = await this.#reach(runId, 'cancel', { ...options });
    if (run === undefined) return;
    run.emit({ type: 'cancel-requested', at: this.#stamp(run), ...options });
    this.#lifecycle.dequeue(runId);
    this.#lifecycle.wake(run);
    await this.#lifecycle.makeDurable(run);
  }

  async answer(runId: string, answer: Answer): Promise<void> {
    this.#assertOpen();
    const run = await this.#reach(runId, 'answer', { ...answer });
    if (run === undefined) return;
    run.emit(toAnswerEvent(run, answer, this.#stamp(run)));
    run.closeWait(answer.path);
    this.#lifecycle.wake(run);
    await this.#lifecycle.makeDurable(run);
  }

  async fork(request: ForkRequest): Promise<Started> {
    this.#assertOpen();
    const { journal } = this.#options;
    await flushFor(journal, request.runId);
    const record = this.#memory.getRecord(request.runId);
    const events = [...journal.read(request.runId)];
    const created = events[0]?.event;
    if (created?.type !== 'run-created')
      throw new AppError(
        'storage-corrupt',
        `The journal of run ${request.runId} has no beginning. Run "flowright data check".`,
      );
    // Going on with what failed goes on with what was wanted; a step that is named begins something new.
    const { upTo, pins } = request.from === undefined ? { upTo: created.scope, pins: created.pins } : {};
    const wanted = request.upTo ?? upTo;
    const program = this.#programs.of(record.workflowId, request.version ?? record.version, wanted);
    const scope = this.#toScope(program, wanted, request.pins ?? pins);
    const { steps, events: taken } = toForkEvents(program.workflow, events, { ...request, ...scope });
    const run = this.#lifecycle.create(program, {
      id: this.#core.createRunId(),
      input: created.input as JsonObject,
      trigger: { kind: 'fork', data: { runId: request.runId } },
      priority: record.priority,
      bounded: true,
      created: {
        forkedFrom: { runId: request.runId, steps: [...steps] },
        overrides: { ...request.overrides },
        ...scope,
      },
      taken,
    });
    await flushFor(journal, run.id);
    return { runId: run.id, existing: false };
  }

  watch(listener: (entry: LiveEntry) => void, runId?: string): () => void {
    return this.#watchers.add(listener, runId);
  }

  async recover(wanted?: readonly string[]): Promise<number> {
    this.#assertOpen();
    const { journal } = this.#options;
    const runIds = await this.#adopt(wanted);
    for (const runId of runIds) {
      const record = journal.findRun(runId);
      if (record === undefined || record.status === 'waiting' || record.status === 'uncertain') continue;
      const { settings } = this.#workflowOf(record.workflowId, record.version) ?? {};
      this.#lifecycle.enqueue({
        runId,
        workflowId: record.workflowId,
        // What was under way goes on before what was queued.
        priority: record.status === 'running' ? record.priority + RESUMED_FIRST : record.priority,
        maxConcurrent: settings?.maxConcurrentRuns,
      });
    }
    this.#takeWaits();
    return runIds.length;
  }

  async close(options: { readonly graceMs?: number } = {}): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    for (const stop of this.#chores) stop();
    this.#core.timers.close();
    this.#lifecycle.stop();
    await this.#memory.settleCalls(options.graceMs ?? 0, this.#core.clock);
    this.#lifecycle.halt();
    const { journal, owner } = this.#options;
    this.#memory.abandon(
      new AppError('shutting-down', 'Flowright is shutting down; the run goes on at the next start.'),
    );
    if (journal.failure === undefined) {
      for (const run of this.#memory.live()) await this.#lifecycle.makeDurable(run);
      await journal.release(owner);
    }
    this.#watchers.close();
    // Its failure was told to everybody who waited.
    if (journal.failure === undefined) await journal.close();
  }

  /** The answer to a start once its run is on disk; undefined when another process used the key first, so that it is that one's. */
  async #settleStart(request: StartRequest, runId: string, existing: boolean): Promise<Started | undefined> {
    try {
      await flushFor(this.#options.journal, runId);
      return { runId, existing };
    } catch (error) {
      if (request.idempotencyKey === undefined || !isRefusalOf(error, runId)) throw error;
      return undefined;
    }
  }

  #assertOpen(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#closing)
      throw new AppError(
        'shutting-down',
        'Flowright is shutting down and takes no more work. Try again once it is back.',
      );
  }

  #stamp(run: LiveRun): number {
    return run.stamp(this.#core.clock.wall());
  }

  #toScope(program: Program, upTo: readonly string[] | undefined, pins: Pins | undefined): RunScope {
    return toRunScope(program, upTo, pins, () => this.#programs.of(program.workflow.id, program.version).workflow);
  }

  #workflowOf(workflowId: string, version: number): Workflow | undefined {
    try {
      return this.#options.workflows.get(workflowId, version).workflow;
    } catch {
      // A run whose workflow cannot be read fails with that reason when it is loaded.
      return undefined;
    }
  }

  #onDue(due: Due): void {
    if (this.#failure !== undefined) return;
    const run = this.#load(due.runId);
    const event = run === undefined ? undefined : toDueEvent(run, due, this.#stamp(run));
    if (run === undefined || event === undefined) return;
    run.emit(event);
    run.closeWait(due.path);
    this.#lifecycle.wake(run);
  }

  /** The run, taken into memory if it is not there; undefined when it has ended or another process drives it. */
  #load(runId: string): LiveRun | undefined {
    try {
      return this.#memory.load(runId, this.#options.owner);
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('storage-')) this.#fail(error);
      this.#options.log?.('error', `Run ${runId} cannot be loaded.`, {
        runId,
        reason: error instanceof Error ? error.message : String(error),
      });
      return undefined;
    }
  }

  /** Takes runs over that no living host drives, and with a caller what it called: alone it could not go on. */
  #adopt(runIds: readonly string[] | undefined): Promise<readonly string[]> {
    const { journal, owner, findDeadOwners } = this.#options;
    const wanted = runIds === undefined ? undefined : [...runIds];
    for (const parentRunId of wanted ?? []) {
      const called = journal.listRuns({ parentRunId, statuses: UNFINISHED, limit: CALLED_PAGE });
      for (const { id } of called) wanted?.push(id);
    }
    return journal.adopt(owner, findDeadOwners?.() ?? [], wanted);
  }

  /** The run, if this process drives it; otherwise the request is left for the process that does. */
  async #reach(runId: string, kind: string, payload: JsonObject): Promise<LiveRun | undefined> {
    const { journal, owner, mailbox } = this.#options;
    const known = this.#memory.find(runId);
    if (known !== undefined) return known;
    await flushFor(journal, runId);
    const record = this.#memory.getRecord(runId);
    if (record.finishedAt !== undefined)
      throw new AppError('run-finished', `Run ${runId} has ended already (${record.status}).`);
    const adopted = record.owner !== owner && (await this.recover([runId])) > 0;
    const run = adopted || record.owner === owner ? this.#load(runId) : undefined;
    if (run !== undefined) return run;
    if (mailbox === undefined) throw new AppError('conflict', `Another process drives run ${runId}. Ask that one.`);
    await mailbox.post(runId, kind, payload);
    return undefined;
  }

  /** Notices a journal that failed while nothing was written, and a clock that was set: other waits are near now. */
  #lookAfter(): void {
    const { failure } = this.#options.journal;
    if (failure !== undefined) this.#fail(failure);
    else if (Math.abs(this.#toClockGap() - this.#clockGapMs) > CLOCK_JUMP_MS) this.#takeWaits();
  }

  #toClockGap(): number {
    return this.#core.clock.wall() - this.#core.clock.monotonic();
  }

  #takeWaits(): void {
    this.#clockGapMs = this.#toClockGap();
    const dueBefore = this.#core.clock.wall() + HORIZON_MS;
    for (const wait of this.#options.journal.listWaits({ dueBefore, limit: WAITS_PAGE })) {
      if (wait.dueAt === undefined) continue;
      const purpose = wait.kind === 'retry' || wait.kind === 'deadline' ? wait.kind : 'wait';
      this.#core.timers.add({ runId: wait.runId, path: wait.path, purpose, dueAt: wait.dueAt });
    }
  }

  async #readMailbox(): Promise<void> {
    const { mailbox, owner, log } = this.#options;
    const requests = mailbox?.list(owner) ?? [];
    for (const { runId, kind, payload } of requests) {
      try {
        if (kind === 'cancel') await this.cancel(runId, payload as { by?: string; reason?: string });
        else await this.answer(runId, payload as unknown as Answer);
      } catch (error) {
        log?.('warn', `A request for run ${runId} was not carried out.`, {
          runId,
          kind,
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    }
    if (requests.length > 0) await mailbox?.done(requests.map((request) => request.id));
  }

  #repeat(everyMs: number, chore: () => void | Promise<void>): void {
    let stop: () => void = () => undefined;
    const next = () => {
      stop = this.#core.clock.after(everyMs, () => {
        if (this.#closing || this.#failure !== undefined) return;
        Promise.resolve(chore()).then(next, (error: unknown) => this.#fail(error));
      });
    };
    next();
    this.#chores.push(() => stop());
  }

  /** The journal or the engine failed: what is in memory may differ from the disk, so nothing goes on. */
  #fail(error: unknown): void {
    if (this.#failure !== undefined || this.#closing) return;
    const failure = error instanceof Error ? error : new AppError('internal', String(error));
    this.#failure = failure;
    this.#lifecycle.halt();
    this.#core.timers.close();
    this.#memory.abandon(failure);
    this.#options.log?.('error', `Runs stopped: ${failure.message}`);
  }
}
