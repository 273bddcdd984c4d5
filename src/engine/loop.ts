import type { ErrorInfo } from '#contract/error-info.ts';
import type { EventOf } from '#contract/run-event.ts';
import type { Command } from './command.ts';
import { failLoop } from './drain.ts';
import type { PlanScope } from './plan.ts';
import { startScope } from './settle.ts';
import { createScope, type Instance, type LoopState, type RunState } from './state.ts';

/** Starts the next iteration of a loop. */
function startIteration(
  state: RunState,
  instance: Instance,
  body: PlanScope,
  loop: LoopState,
  commands: Command[],
): void {
  const index = loop.next++;
  const scope = createScope(body, `${instance.path}[${index}]`, instance, index);
  loop.open.add(scope);
  state.scopes.set(scope.path, scope);
  startScope(state, scope, commands);
}

/** Starts as many iterations as may run at once; asks for the handler when all are done. */
function fill(state: RunState, instance: Instance, body: PlanScope, loop: LoopState, commands: Command[]): void {
  while (loop.count !== null && loop.next < loop.count && loop.open.size < loop.concurrency) {
    startIteration(state, instance, body, loop, commands);
  }
  if (loop.open.size > 0) return;
  instance.phase = 'running';
  instance.intent = false;
  commands.push({ kind: 'run', instance, attempt: instance.attempt, reason: 'looped' });
}

/** A loop step learnt how many items it has, or that it has a first round. */
export function startLoop(
  state: RunState,
  instance: Instance,
  event: EventOf<'loop-started'>,
  commands: Command[],
): void {
  const { count, concurrency, onItemError } = event;
  const loop: LoopState = {
    count,
    concurrency,
    onItemError,
    next: 0,
    finished: 0,
    failed: 0,
    open: new Set(),
    drain: undefined,
  };
  instance.phase = 'looping';
  instance.loop = loop;
  const { body } = instance.step;
  if (body === undefined) failLoop(state, instance, loop, toMissingBody(instance), commands);
  else if (count === null) startIteration(state, instance, body, loop, commands);
  else fill(state, instance, body, loop, commands);
}

/** The failure of a step whose block asked for a loop where the document gives it no body. */
function toMissingBody(instance: Instance): ErrorInfo {
  const message = `The step "${instance.step.id}" loops but has no body. Give it the steps to repeat, or use another block.`;
  return { code: 'workflow-invalid', message };
}

/** A loop that decides round by round goes on. */
export function continueLoop(state: RunState, instance: Instance, commands: Command[]): void {
  const { loop } = instance;
  const { body } = instance.step;
  if (loop === undefined || body === undefined) return;
  instance.phase = 'looping';
  startIteration(state, instance, body, loop, commands);
}

/** The failure of a loop one of whose iterations failed. */
function toLoopError(instance: Instance, index: number, error: ErrorInfo): ErrorInfo {
  return {
    code: 'loop-failed',
    message: `Item ${index} of the loop "${instance.step.id}" failed: ${error.message}`,
    data: { ...error.data, index, cause: error.code, step: error.data?.step ?? instance.path },
  };
}

/** The host finished an iteration: its scope goes, and the next one starts, or the loop ends. */
export function finishIteration(state: RunState, event: EventOf<'iteration-finished'>, commands: Command[]): void {
  const scope = state.scopes.get(`${event.path}[${event.index}]`);
  const instance = scope?.loop;
  const loop = instance?.loop;
  if (scope === undefined || instance === undefined || loop === undefined) return;
  if (scope.drain !== undefined && scope.drain.then.kind !== 'iteration') return;
  loop.open.delete(scope);
  state.scopes.delete(scope.path);
  loop.finished++;
  if (event.error !== undefined) {
    loop.failed++;
    if (loop.onItemError === 'fail') {
      failLoop(state, instance, loop, toLoopError(instance, event.index, event.error), commands);
      return;
    }
  }
  fill(state, instance, scope.plan, loop, commands);
}
