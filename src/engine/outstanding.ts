import type { Command } from './command.ts';
import { finishDrain, toAbort } from './drain.ts';
import type { Instance, RunState } from './state.ts';

/** What one active step still waits for, once nothing in memory is left of the process that drove it. */
function forInstance(instance: Instance): Command | undefined {
  const { phase, path, dueAt, attempt, childRunId } = instance;
  if (phase === 'child') {
    if (childRunId === undefined) return undefined;
    return instance.drain === undefined ? { kind: 'await-child', instance, runId: childRunId } : toAbort(instance);
  }
  if (phase === 'running') {
    if (instance.intent) return { kind: 'uncertain', instance };
    return instance.drain === undefined ? { kind: 'run', instance, attempt, reason: 'recovered' } : toAbort(instance);
  }
  if (dueAt === undefined) return undefined;
  return { kind: 'timer', path, purpose: phase === 'retrying' ? 'retry' : 'wait', dueAt };
}

/**
 * What is to be done about a run whose events were folded into `state`, its commands ignored: after a crash, a restart,
 * or when a waiting run is woken. Costs time proportional to what is active.
 */
export function toOutstanding(state: RunState): readonly Command[] {
  if (state.phase === 'finished') return [];
  const commands: Command[] = [];
  const { root, plan, startedAt } = state;
  if (state.phase === 'created') {
    // Nothing to do until it is started, unless it was cancelled while it was queued.
    if (root.drain !== undefined) finishDrain(root.drain, commands);
    return commands;
  }
  if (plan.timeoutMs !== undefined && startedAt !== undefined && root.drain === undefined) {
    commands.push({ kind: 'timer', path: '', purpose: 'deadline', dueAt: startedAt + plan.timeoutMs });
  }
  const drains = new Set([root.drain]);
  for (const instance of state.active.values()) {
    const command = forInstance(instance);
    if (command !== undefined) commands.push(command);
    drains.add(instance.loop?.drain);
  }
  for (const scope of state.scopes.values()) {
    drains.add(scope.drain);
    if (scope.drain !== undefined || scope.remaining > 0) continue;
    if (scope.loop !== undefined) commands.push({ kind: 'finish-iteration', scope, error: undefined });
    else commands.push({ kind: 'finish-run', status: 'succeeded', error: undefined, output: undefined });
  }
  for (const drain of drains) if (drain !== undefined) finishDrain(drain, commands);
  return commands;
}

/** Whether what the timer was for still waits, and for this very time. */
function isAwaited(state: RunState, timer: Extract<Command, { kind: 'timer' }>): boolean {
  if (timer.purpose === 'deadline') return state.root.drain === undefined;
  const instance = state.active.get(timer.path);
  const phase = timer.purpose === 'retry' ? 'retrying' : 'waiting';
  return instance?.phase === phase && instance.dueAt === timer.dueAt;
}

/** Whether a command still makes sense: what it is about has not ended meanwhile. */
export function isLive(state: RunState, command: Command): boolean {
  if (state.phase === 'finished') return false;
  if (command.kind === 'finish-iteration') {
    const { scope } = command;
    const { drain } = scope;
    if (state.scopes.get(scope.path) !== scope) return false;
    return drain === undefined || (drain.then.kind === 'iteration' && drain.then.scope === scope);
  }
  if (command.kind === 'finish-run') {
    const then = state.root.drain?.then;
    return then === undefined || (then.kind === 'run' && then.status === command.status);
  }
  if (command.kind === 'timer') return isAwaited(state, command);
  if (!('instance' in command)) return true;
  const { instance } = command;
  if (state.active.get(instance.path) !== instance) return false;
  return command.kind !== 'run' || (instance.phase === 'running' && instance.drain === undefined);
}
