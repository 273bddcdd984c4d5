import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { EndStatus, EventOf } from '#contract/run-event.ts';
import type { Lifecycle } from './lifecycle.ts';
import { LiveRun, type RunEnd, type RunFacts } from './live-run.ts';
import { optional } from './optional.ts';
import type { Clock } from './ports.ts';
import type { Program } from './program.ts';
import { toRunInput } from './run-input.ts';
import type { RunMemory } from './run-memory.ts';

/** What calling workflows needs. */
export interface ChildrenOptions {
  readonly lifecycle: () => Lifecycle;
  readonly memory: RunMemory;
  readonly clock: Clock;
  readonly programOf: (workflowId: string, version: number) => Program;
  /** The run in memory, if this process drives it. */
  readonly load: (runId: string) => LiveRun | undefined;
}

/** Runs that steps of other runs call. */
export class Children {
  readonly #options: ChildrenOptions;

  constructor(options: ChildrenOptions) {
    this.#options = options;
  }

  /** Starts the run a step called, if it is not there yet; takes its end in, if it has ended. */
  ensure(parent: LiveRun, path: string): void {
    const calling = parent.values.findStep(path)?.calling;
    const instance = parent.state.active.get(path);
    // A step that is being taken down cancels what it called, and calls nothing.
    if (calling === undefined || instance?.phase !== 'child' || instance.drain !== undefined) return;
    const known = this.#options.memory.find(calling.runId) ?? this.#options.memory.findRecord(calling.runId);
    if (known === undefined && !this.#start(parent, path, calling)) return;
    if (calling.detached === true) {
      parent.emit({ type: 'child-finished', at: this.#stamp(parent), path, runId: calling.runId });
    } else if (known !== undefined && !(known instanceof LiveRun) && known.finishedAt !== undefined) {
      const { status, output, error } = known;
      this.#finish(parent, path, calling.runId, { status: status as EndStatus, output, error });
    }
  }

  /** A run ended: the step that called it goes on. */
  tellParent({ id, parent }: Pick<RunFacts, 'id' | 'parent'>, end: RunEnd): void {
    if (parent === undefined) return;
    const run = this.#options.load(parent.runId);
    const instance = run?.state.active.get(parent.path);
    if (run === undefined || instance?.phase !== 'child' || instance.childRunId !== id) return;
    this.#finish(run, parent.path, id, end);
    this.#options.lifecycle().wake(run);
  }

  /** The run that called it ends: a called run ends too. */
  cancel(parent: LiveRun, path: string): void {
    const runId = parent.values.findStep(path)?.calling?.runId;
    if (runId === undefined || this.#tryCancel(runId)) return;
    // It may be queued and not on disk yet, have ended, or never have been started.
    parent.pending++;
    this.#options
      .lifecycle()
      .makeDurable(parent)
      .then(
        () => {
          parent.pending--;
          if (!this.#tryCancel(runId)) this.#takeEnd(parent, path, runId);
          this.#options.lifecycle().schedule(parent);
        },
        () => {
          parent.pending--;
        },
      );
  }

  #tryCancel(runId: string): boolean {
    const run = this.#options.load(runId);
    if (run === undefined) return false;
    run.emit({ type: 'cancel-requested', at: this.#stamp(run), reason: 'the run that called it ends' });
    this.#options.lifecycle().dequeue(runId);
    this.#options.lifecycle().wake(run);
    return true;
  }

  #takeEnd(parent: LiveRun, path: string, runId: string): void {
    if (parent.state.active.get(path)?.phase !== 'child') return;
    const record = this.#options.memory.findRecord(runId);
    const status =
      record === undefined ? 'cancelled' : record.finishedAt === undefined ? undefined : (record.status as EndStatus);
    if (status !== undefined)
      this.#finish(parent, path, runId, { status, output: record?.output, error: record?.error });
  }

  /** Answers whether the child could be started; otherwise the step learnt why not. */
  #start(parent: LiveRun, path: string, calling: EventOf<'child-started'>): boolean {
    const { runId, workflow, input } = calling;
    try {
      const program = this.#options.programOf(workflow.id, workflow.version);
      this.#options.lifecycle().create(program, {
        id: runId,
        input: toRunInput(program.workflow, input as JsonObject),
        trigger: { kind: 'workflow', by: parent.id, data: { runId: parent.id, path } },
        priority: parent.facts.priority,
        bounded: false,
        parent: { runId: parent.id, path },
        depth: parent.facts.depth + 1,
      });
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code.startsWith('storage-')) throw error;
      this.#finish(parent, path, runId, { status: 'failed', output: undefined, error: toErrorInfo(error) });
      return false;
    }
  }

  #finish(parent: LiveRun, path: string, runId: string, end: Pick<RunEnd, 'status' | 'output' | 'error'>): void {
    const result = { ...optional('output', end.output), ...optional('error', end.error) };
    parent.emit({ type: 'child-finished', at: this.#stamp(parent), path, runId, status: end.status, ...result });
  }

  #stamp(run: LiveRun): number {
    return run.stamp(this.#options.clock.wall());
  }
}
