import type { ErrorInfo } from '#contract/error-info.ts';
import type { EventOf, RunEvent } from '#contract/run-event.ts';
import type { Command } from './command.ts';
import { endRun, failScope, finishDrain, toAbort } from './drain.ts';
import { continueLoop, finishIteration, startLoop } from './loop.ts';
import { nextDelayMs } from './retry.ts';
import { completeIfDone, drop, settle, startScope } from './settle.ts';
import type { Instance, RunState } from './state.ts';

/** Error of a step whose effect may or may not have happened. */
const UNCERTAIN: ErrorInfo = {
  code: 'effect-uncertain',
  message: 'The process ended while this step was having its effect; whether it happened is unknown.',
};

/** Frees what waits for this step to be taken down; answers whether the step is being taken down. */
function isDrained(state: RunState, instance: Instance, commands: Command[]): boolean {
  const { drain } = instance;
  if (drain === undefined) return false;
  drop(state, instance);
  drain.members.delete(instance);
  finishDrain(drain, commands);
  return true;
}

/** Ends a step in its scope. */
function end(
  state: RunState,
  instance: Instance,
  how: 'done' | 'failed',
  ports: readonly string[],
  commands: Command[],
): void {
  if (isDrained(state, instance, commands)) return;
  drop(state, instance);
  settle(state, instance.scope, instance.step, how, ports, commands);
  completeIfDone(instance.scope, commands);
}

/** A failure that is not tried again: what the step's error policy makes of it. */
function failForGood(state: RunState, instance: Instance, error: ErrorInfo, commands: Command[]): void {
  const { step, scope } = instance;
  if (step.onError === 'continue') end(state, instance, 'failed', [step.defaultPort], commands);
  else if (step.onError === 'branch') end(state, instance, 'failed', ['error'], commands);
  else if (!isDrained(state, instance, commands)) {
    drop(state, instance);
    scope.status[step.index] = 'failed';
    scope.remaining--;
    failScope(state, scope, { ...error, data: { ...error.data, step: error.data?.step ?? instance.path } }, commands);
  }
}

function applyStepFailed(
  state: RunState,
  instance: Instance,
  event: EventOf<'step-failed'>,
  commands: Command[],
): void {
  const delayMs = nextDelayMs(instance.step, event.attempt, event.error, event.jitter);
  if (delayMs === undefined || instance.drain !== undefined) {
    failForGood(state, instance, event.error, commands);
    return;
  }
  instance.phase = 'retrying';
  instance.attempt = event.attempt;
  instance.intent = false;
  instance.dueAt = event.at + delayMs;
  commands.push({ kind: 'timer', path: instance.path, purpose: 'retry', dueAt: instance.dueAt });
}

/** Asks for the handler to be called (again); a step being taken down ends instead. */
function call(
  state: RunState,
  instance: Instance,
  reason: Extract<Command, { kind: 'run' }>['reason'],
  commands: Command[],
): void {
  if (isDrained(state, instance, commands)) return;
  if (reason === 'retry') {
    instance.attempt++;
    instance.loop = undefined;
    instance.childRunId = undefined;
  }
  instance.phase = 'running';
  instance.intent = false;
  instance.dueAt = undefined;
  commands.push({ kind: 'run', instance, attempt: instance.attempt, reason });
}

function applyUncertainResolved(
  state: RunState,
  instance: Instance,
  event: EventOf<'uncertain-resolved'>,
  commands: Command[],
): void {
  if (event.decision === 'retry') call(state, instance, 'retry', commands);
  else if (event.decision === 'succeeded') end(state, instance, 'done', [instance.step.defaultPort], commands);
  else failForGood(state, instance, UNCERTAIN, commands);
}

function applyUncertain(state: RunState, instance: Instance, commands: Command[]): void {
  instance.intent = false;
  const { onUncertain } = instance.step;
  if (onUncertain === 'retry') call(state, instance, 'retry', commands);
  else if (onUncertain === 'fail' || instance.drain !== undefined) failForGood(state, instance, UNCERTAIN, commands);
  else instance.phase = 'uncertain';
}

/** Events about the run as a whole. Answers whether `event` was one. */
function applyRunEvent(state: RunState, event: RunEvent, commands: Command[]): boolean {
  switch (event.type) {
    case 'run-created':
      return true;
    case 'run-started':
      if (state.phase !== 'created') return true;
      state.phase = 'running';
      state.startedAt = event.at;
      // Cancelled while it was queued: it was asked to finish then.
      if (state.root.drain !== undefined) return true;
      if (state.plan.timeoutMs !== undefined) {
        commands.push({ kind: 'timer', path: '', purpose: 'deadline', dueAt: event.at + state.plan.timeoutMs });
      }
      startScope(state, state.root, commands);
      return true;
    case 'cancel-requested': {
      const message = event.reason === undefined ? 'The run was cancelled.' : `The run was cancelled: ${event.reason}`;
      endRun(state, { status: 'cancelled', error: { code: 'run-cancelled', message }, output: undefined }, commands);
      return true;
    }
    case 'run-timed-out': {
      const message = `The run took longer than its limit of ${state.plan.timeoutMs ?? 0} ms. Raise settings.timeoutMs or make it shorter.`;
      endRun(state, { status: 'timed-out', error: { code: 'run-timeout', message }, output: undefined }, commands);
      return true;
    }
    case 'run-finished':
      state.phase = 'finished';
      state.active.clear();
      state.scopes.clear();
      return true;
    default:
      return false;
  }
}

/**
 * What an event means: changes `state` and answers what is to be done next. Deterministic; events about a step that is
 * not active (any more) change nothing.
 */
export function applyEvent(state: RunState, event: RunEvent): readonly Command[] {
  const commands: Command[] = [];
  if (state.phase === 'finished' || applyRunEvent(state, event, commands) || !('path' in event)) return commands;
  if (event.type === 'iteration-finished') {
    finishIteration(state, event, commands);
    return commands;
  }
  const instance = state.active.get(event.path);
  if (instance === undefined) return commands;
  switch (event.type) {
    case 'step-started':
      instance.attempt = event.attempt;
      instance.intent = event.intent === true;
      break;
    case 'step-succeeded':
      end(state, instance, 'done', event.ports ?? [instance.step.defaultPort], commands);
      break;
    case 'step-failed':
      applyStepFailed(state, instance, event, commands);
      break;
    case 'retry-due':
      if (instance.phase === 'retrying') call(state, instance, 'retry', commands);
      break;
    case 'step-cancelled':
      isDrained(state, instance, commands);
      break;
    case 'step-waiting':
      if (isDrained(state, instance, commands)) break;
      instance.phase = 'waiting';
      instance.dueAt = event.wait.dueAt;
      if (event.wait.dueAt !== undefined) {
        commands.push({ kind: 'timer', path: instance.path, purpose: 'wait', dueAt: event.wait.dueAt });
      }
      break;
    case 'wait-resolved':
      if (instance.phase === 'waiting') call(state, instance, 'resumed', commands);
      break;
    case 'step-uncertain':
      applyUncertain(state, instance, commands);
      break;
    case 'uncertain-resolved':
      if (instance.phase === 'uncertain') applyUncertainResolved(state, instance, event, commands);
      break;
    case 'loop-started':
      if (!isDrained(state, instance, commands)) startLoop(state, instance, event, commands);
      break;
    case 'loop-continued':
      if (!isDrained(state, instance, commands)) continueLoop(state, instance, commands);
      break;
    case 'child-started':
      instance.phase = 'child';
      instance.childRunId = event.runId;
      commands.push({ kind: 'await-child', instance, runId: event.runId });
      if (instance.drain !== undefined) commands.push(toAbort(instance));
      break;
    case 'child-finished':
      if (instance.phase === 'child' && instance.childRunId === event.runId) call(state, instance, 'child', commands);
      break;
    case 'stop-requested':
      if (isDrained(state, instance, commands)) break;
      drop(state, instance);
      endRun(state, { status: event.status, error: event.error, output: event.output }, commands);
      break;
  }
  return commands;
}
