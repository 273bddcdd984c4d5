import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { Command } from '#engine/command.ts';
import { isLive } from '#engine/outstanding.ts';
import type { ScopeState } from '#engine/state.ts';
import type { CompiledTemplate } from '#expressions/template.ts';
import { type Core, failStep } from './core.ts';
import type { LiveRun } from './live-run.ts';
import { StepCaller } from './step-caller.ts';

/** Does what the engine asks for. */
export class Executor {
  readonly #core: Core;
  readonly #caller: StepCaller;

  constructor(core: Core) {
    this.#core = core;
    this.#caller = new StepCaller(core);
  }

  /** Does the next thing of a run. Answers whether there was one. */
  step(run: LiveRun): boolean {
    const command = run.nextCommand();
    if (command === undefined) return false;
    if (isLive(run.state, command)) this.#execute(run, command);
    return true;
  }

  #execute(run: LiveRun, command: Command): void {
    switch (command.kind) {
      case 'run':
        this.#caller.call(run, command);
        break;
      case 'timer':
        if (command.purpose !== 'wait')
          run.openWait({ path: command.path, kind: command.purpose, dueAt: command.dueAt, token: undefined });
        this.#core.timers.add({ runId: run.id, path: command.path, purpose: command.purpose, dueAt: command.dueAt });
        break;
      case 'finish-iteration':
        this.#finishIteration(run, command);
        break;
      case 'fail-step':
        failStep(this.#core, run, command.instance.path, command.instance.attempt, command.error);
        break;
      case 'uncertain':
        this.#uncertain(run, command.instance.path, command.instance.attempt);
        break;
      case 'abort':
        this.#caller.abort(
          run,
          command.instance,
          new AppError('run-cancelled', 'The step was stopped because the run around it ends.'),
        );
        break;
      case 'await-child':
        this.#awaitChild(run, command);
        break;
      case 'cancel-child':
        this.#core.cancelChild(run, command.instance.path);
        break;
      case 'finish-run':
        this.#finishRun(run, command);
        break;
      case 'settled':
        break;
    }
  }

  /** A run whose key may turn out to be another process's calls nothing before it is on disk. */
  #awaitChild(run: LiveRun, command: Extract<Command, { kind: 'await-child' }>): void {
    const { path } = command.instance;
    if (run.facts.idempotencyKey === undefined) {
      this.#core.ensureChild(run, path);
      return;
    }
    run.pending++;
    const settle = (act: () => void) => {
      run.pending--;
      act();
      this.#core.schedule(run);
    };
    this.#core.makeDurable(run).then(
      () => settle(() => isLive(run.state, command) && this.#core.ensureChild(run, path)),
      // Whoever keeps the run, or the journal, knows of it.
      () => settle(() => undefined),
    );
  }

  #uncertain(run: LiveRun, path: string, attempt: number): void {
    run.emit({ type: 'step-uncertain', at: this.#now(run), path, attempt });
    if (run.state.active.get(path)?.phase === 'uncertain')
      run.openWait({ path, kind: 'uncertain', dueAt: undefined, token: undefined });
  }

  #finishIteration(run: LiveRun, command: Extract<Command, { kind: 'finish-iteration' }>): void {
    const { scope, error } = command;
    const { loop, index } = scope;
    if (loop === undefined) return;
    if (error !== undefined) {
      run.emit({ type: 'iteration-finished', at: this.#now(run), path: loop.path, index, error });
      return;
    }
    this.#evaluate(run, scope, (outcome) => {
      if (!isLive(run.state, command)) return;
      run.emit({ type: 'iteration-finished', at: this.#now(run), path: loop.path, index, ...outcome });
    });
  }

  #finishRun(run: LiveRun, command: Extract<Command, { kind: 'finish-run' }>): void {
    const { status, error, output } = command;
    if (status !== 'succeeded' || output !== undefined) {
      const result = { ...(output === undefined ? {} : { output }), ...(error === undefined ? {} : { error }) };
      run.emit({ type: 'run-finished', at: this.#now(run), status, ...result });
      return;
    }
    this.#evaluate(run, run.state.root, (outcome) => {
      if (!isLive(run.state, command)) return;
      run.emit({
        type: 'run-finished',
        at: this.#now(run),
        status: 'error' in outcome ? 'failed' : 'succeeded',
        ...outcome,
      });
    });
  }

  /** What a scope gives, as the document says or by default. */
  #evaluate(
    run: LiveRun,
    scope: ScopeState,
    done: (outcome: { output: JsonValue } | { error: ReturnType<typeof toErrorInfo> }) => void,
  ): void {
    const values = run.values.scope(scope);
    const template: CompiledTemplate | undefined = values.program.output;
    let output: JsonValue | Promise<JsonValue>;
    try {
      output = template === undefined ? values.sinkOutput(scope) : template.resolve(values);
    } catch (error) {
      done({ error: toErrorInfo(error) });
      return;
    }
    if (!(output instanceof Promise)) {
      done({ output });
      return;
    }
    run.pending++;
    const settle = (act: () => void) => {
      run.pending--;
      act();
      this.#core.schedule(run);
    };
    output.then(
      (value) => settle(() => done({ output: value })),
      (error: unknown) => settle(() => done({ error: toErrorInfo(error) })),
    );
  }

  #now(run: LiveRun): number {
    return run.stamp(this.#core.clock.wall());
  }
}
