import type { ErrorInfo } from '#contract/error-info.ts';
import type { Command } from './command.ts';
import { drop } from './settle.ts';
import type { Drain, Instance, LoopState, RunState, ScopeState } from './state.ts';

/** Takes down the steps of the scopes, and of the loops inside them; `then` follows when none is left. */
function takeDown(state: RunState, scopes: Iterable<ScopeState>, then: Drain['then'], commands: Command[]): Drain {
  const drain: Drain = { members: new Set(), then };
  const queue = [...scopes];
  // Grows while it is gone through: outer scopes first, iterations in their order.
  for (const scope of queue) {
    takeOver(drain, scope.drain);
    scope.drain = drain;
    for (const instance of [...scope.active]) {
      if (instance.loop !== undefined) queue.push(...instance.loop.open);
      if (instance.phase === 'running' || instance.phase === 'child') {
        drain.members.add(instance);
        if (instance.drain === undefined) commands.push(toAbort(instance));
        instance.drain = drain;
      } else {
        drop(state, instance);
      }
    }
  }
  return drain;
}

/** Members of an inner drain may hang below steps that were dropped with it: the outer one waits for them as well. */
function takeOver(drain: Drain, inner: Drain | undefined): void {
  if (inner === undefined) return;
  for (const instance of inner.members) {
    instance.drain = drain;
    drain.members.add(instance);
  }
  inner.members.clear();
}

/** What makes the host end a step early. */
export function toAbort(instance: Instance): Command {
  return instance.childRunId !== undefined && instance.phase === 'child'
    ? { kind: 'cancel-child', instance, runId: instance.childRunId }
    : { kind: 'abort', instance };
}

/** Does what a drain was for, once nothing is left to take down. */
export function finishDrain(drain: Drain, commands: Command[]): void {
  if (drain.members.size > 0) return;
  const { then } = drain;
  if (then.kind === 'run')
    commands.push({ kind: 'finish-run', status: then.status, error: then.error, output: then.output });
  else if (then.kind === 'iteration') commands.push({ kind: 'finish-iteration', scope: then.scope, error: then.error });
  else commands.push({ kind: 'fail-step', instance: then.instance, error: then.error });
}

/** Ends the run early: everything active is taken down, then the host is asked to finish it. */
export function endRun(
  state: RunState,
  then: Omit<Extract<Drain['then'], { kind: 'run' }>, 'kind'>,
  commands: Command[],
): void {
  if (state.root.drain !== undefined || state.phase === 'finished') return;
  finishDrain(takeDown(state, [state.root], { kind: 'run', ...then }, commands), commands);
}

/** A step failed for good where failures end the scope: the run fails, or just the iteration. */
export function failScope(state: RunState, scope: ScopeState, error: ErrorInfo, commands: Command[]): void {
  if (scope.drain !== undefined) return;
  if (scope.loop === undefined) {
    endRun(state, { status: 'failed', error, output: undefined }, commands);
    return;
  }
  finishDrain(takeDown(state, [scope], { kind: 'iteration', scope, error }, commands), commands);
}

/** A loop cannot go on: the iterations under way are taken down, then the step fails. */
export function failLoop(
  state: RunState,
  instance: Instance,
  loop: LoopState,
  error: ErrorInfo,
  commands: Command[],
): void {
  loop.drain = takeDown(state, loop.open, { kind: 'loop', instance, error }, commands);
  finishDrain(loop.drain, commands);
}
