import type { Directive } from '#blocks/context.ts';
import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Command } from '#engine/command.ts';
import type { Instance } from '#engine/state.ts';
import { redactSecrets, revealSecrets } from '#expressions/secrets.ts';
import { type Core, failStep } from './core.ts';
import { findNonJson } from './json-check.ts';
import type { LiveRun } from './live-run.ts';
import type { HostBlock, LoadedHandler } from './ports.ts';
import type { ProgramStep } from './program.ts';
import type { StepData } from './run-values.ts';
import { toSimulated } from './simulated-result.ts';
import { type ContextBacking, StepContext } from './step-context.ts';
import { keepLine } from './step-log.ts';
import { finishStep } from './step-result.ts';

type RunCommand = Extract<Command, { kind: 'run' }>;

/** Codes after which nobody knows whether the effect happened. */
const AMBIGUOUS = new Set(['step-timeout', 'request-timeout']);

/** One call of a step's handler, from the evaluation of its input to what it answered. */
interface Attempt {
  readonly run: LiveRun;
  readonly instance: Instance;
  readonly step: ProgramStep;
  readonly block: HostBlock;
  readonly attempt: number;
  /** Values of secrets the step was given, by value. */
  readonly secrets: Map<string, string>;
}

/** Whether a handler that asked for something is called on, with the inputs it asked with: only rounds decide anew each time. */
function isCalledOn({ loop }: Instance, data: StepData, reason: RunCommand['reason']): boolean {
  const inRounds = loop?.count === null;
  if (reason === 'recovered')
    return !inRounds && (loop !== undefined || data.resumed !== undefined || data.child !== undefined);
  return reason === 'resumed' || reason === 'child' || (reason === 'looped' && !inRounds);
}

/** Calls handlers. */
export class StepCaller {
  readonly #core: Core;
  readonly #loaded = new WeakMap<HostBlock, LoadedHandler>();
  readonly #backings = new WeakMap<LiveRun, ContextBacking>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Does a `run` command: now, or as soon as what it needs is there. */
  call(run: LiveRun, command: RunCommand): void {
    const { instance, attempt, reason } = command;
    const { pins } = run.values;
    if (pins !== undefined && instance.scope.loop === undefined && Object.hasOwn(pins, instance.step.id)) {
      const { path } = instance;
      const output = pins[path] ?? null;
      run.emit({ type: 'step-succeeded', at: run.stamp(this.#core.clock.wall()), path, output, pinned: true });
      return;
    }
    const scope = run.values.scope(instance.scope);
    const step = scope.program.steps[instance.step.index];
    const block = step?.block;
    if (step === undefined || block === undefined) {
      const error = new AppError(
        'block-not-found',
        `Step "${instance.path}" uses the block "${instance.step.block}", which is not installed.`,
      );
      failStep(this.#core, run, instance.path, attempt, toErrorInfo(error));
      return;
    }
    const current: Attempt = { run, instance, step, block, attempt, secrets: new Map() };
    const handler = this.#loaded.get(block);
    if (handler === undefined) {
      this.#wait(current, block.load(), (loaded) => {
        this.#loaded.set(block, loaded);
        this.#evaluate(current, loaded, reason);
      });
    } else {
      this.#evaluate(current, handler, reason);
    }
  }

  /** Goes on with `next` when `promise` resolved, if the step is still wanted then. */
  #wait<T>(current: Attempt, promise: Promise<T>, next: (value: T) => void): void {
    const { run, instance } = current;
    run.pending++;
    run.preparing.add(instance);
    const settle = (act: () => void) => {
      run.pending--;
      run.preparing.delete(instance);
      if (run.state.active.get(instance.path) === instance) {
        if (instance.drain !== undefined)
          run.emit({ type: 'step-cancelled', at: run.stamp(this.#core.clock.wall()), path: instance.path });
        else act();
      }
      this.#core.schedule(run);
    };
    promise.then(
      (value) => settle(() => next(value)),
      (error: unknown) => settle(() => this.#fail(current, error)),
    );
  }

  #evaluate(current: Attempt, handler: LoadedHandler, reason: RunCommand['reason']): void {
    const { run, instance, step } = current;
    const data = run.values.findStep(instance.path);
    if (data?.input !== undefined && isCalledOn(instance, data, reason)) {
      this.#begin(current, handler, data.input, true);
      return;
    }
    let resolved: JsonValue | Promise<JsonValue>;
    try {
      resolved = step.input.resolve(run.values.scope(instance.scope));
    } catch (error) {
      this.#fail(current, error);
      return;
    }
    if (resolved instanceof Promise)
      this.#wait(current, resolved, (value) => this.#check(current, handler, value, reason));
    else this.#check(current, handler, resolved, reason);
  }

  #check(current: Attempt, handler: LoadedHandler, resolved: JsonValue, reason: RunCommand['reason']): void {
    const { run, instance, step, block } = current;
    const override = instance.scope.loop === undefined ? run.values.overrides?.[step.plan.id] : undefined;
    let inputs = resolved as JsonObject;
    if (step.raw !== undefined || override !== undefined) inputs = { ...inputs, ...step.raw, ...override };
    try {
      inputs = block.validateInputs(inputs);
    } catch (error) {
      this.#fail(current, error);
      return;
    }
    this.#begin(current, handler, inputs, reason === 'looped');
  }

  /** Journals the start, and waits for the disk when the step has an effect. */
  #begin(current: Attempt, handler: LoadedHandler, inputs: JsonObject, again: boolean): void {
    const { run, instance, attempt } = current;
    let effect = current.block.effect;
    try {
      effect = handler.effectOf?.(inputs) ?? effect;
    } catch (error) {
      this.#fail(current, error);
      return;
    }
    const simulate = this.#core.options.simulate;
    const made =
      simulate !== undefined &&
      (effect === 'idempotent' || effect === 'effect' || (effect === 'read' && !simulate.reads));
    const durable = !made && (effect === 'effect' || effect === 'idempotent');
    if (!again || durable) {
      run.emit({
        type: 'step-started',
        at: run.stamp(this.#core.clock.wall()),
        path: instance.path,
        attempt,
        input: inputs,
        ...(durable ? { key: `${run.id}:${instance.path}` } : {}),
        ...(durable && effect === 'effect' ? { intent: true } : {}),
      });
    }
    if (made) {
      finishStep(this.#core, run, instance, toSimulated(current.block), { simulated: true });
      return;
    }
    if (durable) this.#wait(current, this.#core.makeDurable(run), () => this.#invoke(current, handler, inputs));
    else this.#invoke(current, handler, inputs);
  }

  #invoke(current: Attempt, handler: LoadedHandler, inputs: JsonObject): void {
    const { run, instance, step } = current;
    const { values } = run;
    let context: StepContext;
    let result: JsonObject | Directive | Promise<JsonObject | Directive>;
    try {
      context = new StepContext(this.#backing(run), instance.path, current.attempt, this.#reveal(current, inputs));
      const data = values.findStep(instance.path);
      if (data !== undefined) {
        context.resumed = data.resumed;
        context.child = data.child;
        if (data.loop !== undefined) context.loop = values.toLoopProgress(instance.path);
      }
      this.#openSecrets(current, context, inputs);
      const { secrets } = current;
      if (secrets.size > 0) context.redact = (value) => redactSecrets(value, secrets) as typeof value;
      result = handler.run(context);
    } catch (error) {
      this.#fail(current, error);
      return;
    }
    if (!(result instanceof Promise)) {
      this.#finish(current, inputs, result);
      return;
    }
    const stopTimer = this.#core.clock.after(step.timeoutMs, () => {
      const message = `Step "${instance.path}" took longer than its limit of ${step.timeoutMs} ms. Raise process.timeoutMs or make it shorter.`;
      this.abort(run, instance, new AppError('step-timeout', message));
    });
    const call = { context, stopTimer, stopGrace: undefined as (() => void) | undefined };
    run.calls.set(instance.path, call);
    const settle = (act: () => void) => {
      if (run.calls.get(instance.path) !== call) return;
      run.calls.delete(instance.path);
      stopTimer();
      call.stopGrace?.();
      if (run.state.active.get(instance.path) === instance) act();
      this.#core.schedule(run);
    };
    result.then(
      (value) => settle(() => this.#finish(current, inputs, value)),
      (error: unknown) =>
        settle(() => {
          const reason = context.abortReason;
          // The step goes on, or is uncertain, at the next start: closing is no failure of it.
          if (reason?.code === 'shutting-down') return;
          if (
            reason === undefined ||
            (error instanceof AppError && error.code !== reason.code && error.code !== 'handler-failed')
          )
            this.#fail(current, error);
          else this.#stopped(current.run, instance, reason, current);
        }),
    );
  }

  /** Tells a handler to stop; when it does not in time, the step ends without it. */
  abort(run: LiveRun, instance: Instance, reason: AppError): void {
    const call = run.calls.get(instance.path);
    if (call === undefined) {
      if (!run.preparing.has(instance)) this.#cancelled(run, instance, false);
      return;
    }
    call.context.abort(reason);
    call.stopGrace ??= this.#core.clock.after(this.#core.limits.abortGraceMs, () => {
      if (run.calls.get(instance.path) !== call) return;
      run.calls.delete(instance.path);
      call.stopTimer();
      if (run.state.active.get(instance.path) === instance) this.#stopped(run, instance, reason, undefined);
      this.#core.schedule(run);
    });
  }

  #stopped(run: LiveRun, instance: Instance, reason: AppError, current: Attempt | undefined): void {
    if (instance.drain !== undefined) this.#cancelled(run, instance, current === undefined);
    else if (current !== undefined) this.#fail(current, reason);
    else failStep(this.#core, run, instance.path, instance.attempt, this.#toError(instance, reason));
  }

  #cancelled(run: LiveRun, instance: Instance, abandoned: boolean): void {
    run.emit({
      type: 'step-cancelled',
      at: run.stamp(this.#core.clock.wall()),
      path: instance.path,
      ...(abandoned ? { abandoned: true } : {}),
    });
  }

  #finish(current: Attempt, inputs: JsonObject, result: JsonObject | Directive): void {
    const { run, instance, secrets } = current;
    try {
      finishStep(this.#core, run, instance, result, {
        inputs,
        redact: secrets.size > 0 ? (value) => redactSecrets(value, secrets) : undefined,
      });
    } catch (error) {
      this.#fail(current, error);
    }
  }

  #fail(current: Attempt, thrown: unknown): void {
    const { run, instance, attempt, secrets } = current;
    let error = this.#toError(instance, thrown);
    if (secrets.size > 0) error = redactSecrets(error as unknown as JsonValue, secrets) as unknown as ErrorInfo;
    failStep(this.#core, run, instance.path, attempt, error);
  }

  /** An effect that may have happened is not repeated by a default: only by a retry policy of the step's own. */
  #toError(instance: Instance, thrown: unknown): ErrorInfo {
    const error = toErrorInfo(thrown);
    if (!instance.intent || !AMBIGUOUS.has(error.code) || instance.step.source.process.retry !== undefined)
      return error;
    const message = `${error.message} It may have had its effect, so it was not tried again: give the step a retry policy if repeating it is safe.`;
    return { ...error, message, retry: 'never' };
  }

  #reveal(current: Attempt, inputs: JsonObject): JsonObject {
    if (current.step.input.secrets.length === 0) return inputs;
    return revealSecrets(inputs, (name) => this.#open(current, name)) as JsonObject;
  }

  #openSecrets(current: Attempt, context: StepContext, inputs: JsonObject): void {
    if (current.block.secretFields.length === 0) return;
    const secrets: Record<string, string> = {};
    for (const field of current.block.secretFields) {
      const name = inputs[field];
      if (typeof name === 'string' && name !== '') secrets[field] = this.#open(current, name);
    }
    context.secrets = secrets;
  }

  #open(current: Attempt, name: string): string {
    const value = this.#core.options.secrets.open(name);
    current.secrets.set(value, name);
    return value;
  }

  #backing(run: LiveRun): ContextBacking {
    let backing = this.#backings.get(run);
    if (backing !== undefined) return backing;
    const core = this.#core;
    const { options } = core;
    backing = {
      runId: run.id,
      workflowId: run.facts.workflowId,
      simulated: options.simulate !== undefined,
      trigger: run.values.trigger,
      files: options.files,
      network: options.network,
      now: () => core.clock.wall(),
      progress: (path, data) => core.progress(run, path, data),
      keepLine: (path, attempt, line, count) => keepLine(core, run, path, attempt, line, count),
      substep: (path, key, work) => this.#substep(run, path, key, work),
    };
    this.#backings.set(run, backing);
    return backing;
  }

  /** Journals the result of `work` before the handler sees it; a result that is there is not worked for again. */
  async #substep(run: LiveRun, path: string, key: string, work: () => Promise<JsonValue>): Promise<JsonValue> {
    const known = run.values.findStep(path)?.substeps;
    if (known?.has(key) === true) return known.get(key) ?? null;
    const output = await work();
    const nonJson = findNonJson(output);
    if (nonJson !== undefined) {
      throw new AppError(
        'handler-failed',
        `Part "${key}" of step "${path}" gave ${nonJson}, which is no JSON. It must give plain data.`,
      );
    }
    if (run.state.active.has(path)) {
      run.emit({ type: 'substep-finished', at: run.stamp(this.#core.clock.wall()), path, key, output });
      await this.#core.makeDurable(run);
    }
    return output;
  }
}
