import type { Command } from '../command.ts';
import { type Drain, type Instance, type RunState, type ScopeState, toPath } from '../state.ts';

/** A command in one line, e.g. `run each[2].fetch 1 start`. */
export function describeCommand(command: Command): string {
  switch (command.kind) {
    case 'run':
      return `run ${command.instance.path} ${command.attempt} ${command.reason}`;
    case 'timer':
      return `timer ${command.purpose} ${command.path} ${command.dueAt}`.replace('  ', ' ');
    case 'finish-iteration':
      return `finish-iteration ${command.scope.path} ${command.error?.code ?? 'ok'}`;
    case 'fail-step':
      return `fail-step ${command.instance.path} ${command.error.code}`;
    case 'await-child':
    case 'cancel-child':
      return `${command.kind} ${command.instance.path} ${command.runId}`;
    case 'settled':
      return `settled ${toPath(command.scope, command.scope.plan.steps[command.step]?.id ?? '?')} ${command.how}`;
    case 'finish-run':
      return `finish-run ${command.status} ${command.error?.code ?? 'ok'}`;
    default:
      return `${command.kind} ${command.instance.path}`;
  }
}

function describeDrain(drain: Drain | undefined): unknown {
  return drain && { for: drain.then.kind, members: [...drain.members].map((instance) => instance.path) };
}

function describeInstance(instance: Instance): unknown {
  const { path, phase, attempt, intent, dueAt, childRunId, loop, drain } = instance;
  return {
    ...{ path, phase, attempt, intent, dueAt, childRunId, drain: describeDrain(drain) },
    loop: loop && { ...loop, open: [...loop.open].map((scope) => scope.path), drain: describeDrain(loop.drain) },
  };
}

function describeScope(scope: ScopeState): unknown {
  const { path, status, pending, taken, remaining, completed, active, drain } = scope;
  return {
    ...{ path, remaining, completed, drain: describeDrain(drain) },
    ...{ status: [...status], pending: [...pending], taken: [...taken] },
    active: [...active].map((instance) => instance.path),
  };
}

/** A run's state as plain data, to be compared or printed. */
export function describeState(state: RunState): unknown {
  return {
    phase: state.phase,
    startedAt: state.startedAt,
    active: [...state.active.values()].map(describeInstance),
    scopes: [...state.scopes.values()].map(describeScope),
  };
}
