import type { Command } from './command.ts';
import type { PlanStep } from './plan.ts';
import { type Instance, type RunState, type ScopeState, type StepStatus, toPath } from './state.ts';

type Settled = Exclude<StepStatus, 'pending' | 'active'>;

/** Marks a step as reached and asks for it to be run. */
function activate(state: RunState, scope: ScopeState, step: PlanStep, commands: Command[]): void {
  const instance: Instance = {
    path: toPath(scope, step.id),
    scope,
    step,
    phase: 'running',
    attempt: 1,
    intent: false,
    dueAt: undefined,
    loop: undefined,
    childRunId: undefined,
    drain: undefined,
  };
  scope.status[step.index] = 'active';
  scope.active.add(instance);
  state.active.set(instance.path, instance);
  commands.push({ kind: 'run', instance, attempt: 1, reason: 'start' });
}

/** Starts the steps no edge enters; an empty scope is complete at once. */
export function startScope(state: RunState, scope: ScopeState, commands: Command[]): void {
  const disabled: PlanStep[] = [];
  for (const index of scope.plan.roots) {
    const step = scope.plan.steps[index];
    if (step === undefined) continue;
    if (step.disabled) disabled.push(step);
    else activate(state, scope, step, commands);
  }
  for (const step of disabled) settle(state, scope, step, 'disabled', [step.defaultPort], commands);
  completeIfDone(scope, commands);
}

/** Forgets an active step, and the iterations it has open. */
export function drop(state: RunState, instance: Instance): void {
  for (const open of instance.loop?.open ?? []) state.scopes.delete(open.path);
  state.active.delete(instance.path);
  instance.scope.active.delete(instance);
}

/**
 * Settles a step and, edge by edge, everything that follows from it: steps that may start, dead paths that spread.
 * Costs time proportional to the edges touched.
 */
export function settle(
  state: RunState,
  scope: ScopeState,
  step: PlanStep,
  how: Settled,
  ports: readonly string[],
  commands: Command[],
): void {
  const queue: { readonly step: PlanStep; readonly how: Settled; readonly ports: readonly string[] }[] = [];
  // A step has its status from here on, not from its turn: another edge may reach it meanwhile.
  const enqueue = (what: PlanStep, becomes: Settled, takes: readonly string[]) => {
    scope.status[what.index] = becomes;
    queue.push({ step: what, how: becomes, ports: takes });
  };
  enqueue(step, how, ports);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    scope.remaining--;
    commands.push({ kind: 'settled', scope, step: next.step.index, how: next.how });
    for (const edge of next.step.out) {
      const target = scope.plan.steps[edge.to];
      if (target === undefined) continue;
      const left = (scope.pending[edge.to] ?? 0) - 1;
      scope.pending[edge.to] = left;
      if (next.ports.includes(edge.port)) scope.taken[edge.to] = true;
      if (scope.status[edge.to] !== 'pending') continue;
      const taken = scope.taken[edge.to] === true;
      if (left > 0 && !(target.join === 'any' && taken)) continue;
      if (!taken) enqueue(target, 'skipped', []);
      else if (target.disabled) enqueue(target, 'disabled', [target.defaultPort]);
      else activate(state, scope, target, commands);
    }
  }
}

/** Asks the host to finish a scope all of whose steps are settled. */
export function completeIfDone(scope: ScopeState, commands: Command[]): void {
  if (scope.remaining > 0 || scope.completed || scope.drain !== undefined) return;
  scope.completed = true;
  if (scope.loop !== undefined) commands.push({ kind: 'finish-iteration', scope, error: undefined });
  else commands.push({ kind: 'finish-run', status: 'succeeded', error: undefined, output: undefined });
}
