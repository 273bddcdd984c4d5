import { randomBytes } from 'node:crypto';
import type { CallRequest, Directive, LoopRequest, WaitRequest } from '#blocks/context.ts';
import { AppError, toErrorInfo } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Wait } from '#contract/run-event.ts';
import type { Instance } from '#engine/state.ts';
import { type Core, failStep } from './core.ts';
import { findNonJson } from './json-check.ts';
import type { LiveRun } from './live-run.ts';
import { overOutputs } from './scope-values.ts';
import { isDirective } from './step-context.ts';

/** What is known about the call whose result is taken in. */
export interface ResultOptions {
  readonly inputs?: JsonObject;
  readonly simulated?: boolean;
  readonly redact?: ((value: JsonValue) => JsonValue) | undefined;
}

/** Most loop iterations at once. */
const MAX_CONCURRENCY = 10_000;

/** Turns what a handler answered into events. @throws AppError when the answer makes no sense */
export function finishStep(
  core: Core,
  run: LiveRun,
  instance: Instance,
  result: JsonObject | Directive,
  options: ResultOptions,
): void {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw new AppError(
      'handler-failed',
      `The block "${instance.step.block}" answered no object. Its handler must return its outputs.`,
    );
  }
  const nonJson = findNonJson(result);
  if (nonJson !== undefined) {
    throw new AppError(
      'handler-failed',
      `The block "${instance.step.block}" answered ${nonJson}, which is no JSON. Its handler must return plain data.`,
    );
  }
  // Whatever a handler does with its secrets goes into the journal by name only.
  const answer =
    options.redact === undefined ? result : (options.redact(result as JsonObject) as JsonObject | Directive);
  if (isDirective(result)) follow(core, run, instance, answer as Directive, options);
  else succeed(core, run, instance, undefined, answer as JsonObject, options);
}

/** Does what a handler asked for. */
function follow(core: Core, run: LiveRun, instance: Instance, result: Directive, options: ResultOptions): void {
  switch (result.directive) {
    case 'take':
      if (result.variables !== undefined) {
        run.emit({
          type: 'variables-set',
          at: run.stamp(core.clock.wall()),
          path: instance.path,
          values: result.variables,
        });
      }
      succeed(core, run, instance, result.ports.length === 0 ? undefined : result.ports, result.outputs, options);
      break;
    case 'wait':
      wait(core, run, instance, result.wait, options);
      break;
    case 'loop':
      loop(core, run, instance, result.loop, options);
      break;
    case 'call':
      call(core, run, instance, result.call, options);
      break;
    case 'stop': {
      const { status, output, message } = result;
      run.emit({
        type: 'stop-requested',
        at: run.stamp(core.clock.wall()),
        path: instance.path,
        status,
        ...(output === undefined ? {} : { output }),
        ...(status === 'failed'
          ? { error: { code: 'run-stopped' as const, message: message ?? 'The workflow stopped the run.' } }
          : {}),
      });
    }
  }
}

/** The step's outputs, mapped as its Output part says. */
function succeed(
  core: Core,
  run: LiveRun,
  instance: Instance,
  ports: readonly string[] | undefined,
  outputs: JsonObject,
  options: ResultOptions,
): void {
  const scope = run.values.scope(instance.scope);
  const mapping = scope.program.steps[instance.step.index]?.output;
  const mapped = mapping === undefined ? outputs : mapping.resolve(overOutputs(outputs, scope));
  const emit = (output: JsonValue) =>
    run.emit({
      type: 'step-succeeded',
      at: run.stamp(core.clock.wall()),
      path: instance.path,
      ...(ports === undefined ? {} : { ports: [...ports] }),
      output,
      ...(options.simulated === true ? { simulated: true } : {}),
    });
  if (!(mapped instanceof Promise)) {
    emit(mapped);
    return;
  }
  run.pending++;
  run.preparing.add(instance);
  const settle = (act: () => void) => {
    run.pending--;
    run.preparing.delete(instance);
    if (run.state.active.get(instance.path) === instance) act();
    core.schedule(run);
  };
  mapped.then(
    (output) => settle(() => emit(output)),
    (error: unknown) => settle(() => failStep(core, run, instance.path, instance.attempt, toErrorInfo(error))),
  );
}

function remember(run: LiveRun, instance: Instance, options: ResultOptions): void {
  if (options.inputs !== undefined) run.values.step(instance.path).input = options.inputs;
}

function wait(core: Core, run: LiveRun, instance: Instance, request: WaitRequest, options: ResultOptions): void {
  remember(run, instance, options);
  const at = run.stamp(core.clock.wall());
  const full: Wait =
    request.kind === 'callback' ? { ...request, token: randomBytes(18).toString('base64url') } : request;
  run.emit({ type: 'step-waiting', at, path: instance.path, wait: full });
  if (core.options.simulate !== undefined) {
    run.emit({ type: 'wait-resolved', at, path: instance.path, ...toSimulatedAnswer(full) });
    return;
  }
  // A step that is being taken down does not wait.
  if (run.state.active.get(instance.path)?.phase !== 'waiting') return;
  const token = full.kind === 'callback' ? full.token : undefined;
  run.openWait({ path: instance.path, kind: full.kind, dueAt: full.dueAt, token });
}

/** In a dry run time passes at once and people agree. */
function toSimulatedAnswer(wait: Wait): { outcome: 'fired' | 'answered'; data?: JsonValue; by?: string } {
  if (wait.kind === 'timer') return { outcome: 'fired' };
  return { outcome: 'answered', data: wait.kind === 'approval' ? { approved: true } : {}, by: 'simulation' };
}

function loop(core: Core, run: LiveRun, instance: Instance, request: LoopRequest, options: ResultOptions): void {
  const { items, collect, onItemError } = request;
  const concurrency = Math.min(MAX_CONCURRENCY, Math.max(1, Math.floor(request.concurrency)));
  if (instance.step.body === undefined) {
    throw new AppError('workflow-invalid', `Step "${instance.path}" is a loop without a body. Give it body.steps.`);
  }
  const at = run.stamp(core.clock.wall());
  const { path } = instance;
  if (items === null && instance.loop !== undefined) {
    run.emit({ type: 'loop-continued', at, path });
    return;
  }
  remember(run, instance, options);
  const own = items !== null && options.inputs?.items === items;
  run.emit({
    type: 'loop-started',
    at,
    path,
    count: items === null ? null : items.length,
    concurrency,
    onItemError,
    collect,
    ...(items === null || own ? {} : { items: [...items] }),
  });
}

function call(core: Core, run: LiveRun, instance: Instance, request: CallRequest, options: ResultOptions): void {
  if (run.facts.depth + 1 > core.limits.maxDepth) {
    throw new AppError(
      'limit-exceeded',
      `Workflows call each other more than ${core.limits.maxDepth} deep. Look for a workflow that calls itself without end.`,
    );
  }
  remember(run, instance, options);
  const { version } = core.options.workflows.get(request.workflowId, request.version);
  run.emit({
    type: 'child-started',
    at: run.stamp(core.clock.wall()),
    path: instance.path,
    runId: core.createRunId(),
    workflow: { id: request.workflowId, version },
    input: request.input,
    ...(request.wait ? {} : { detached: true }),
  });
}
