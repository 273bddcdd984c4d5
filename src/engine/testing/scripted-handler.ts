import type { ErrorInfo } from '#contract/error-info.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { RunEvent, Wait } from '#contract/run-event.ts';
import type { Instance } from '../state.ts';
import type { Progress } from './observer.ts';
import { type Behaviour, FLAKE, type ScriptedWait } from './script.ts';

function toWait(wait: ScriptedWait, token: string, now: number): Wait {
  if (wait.kind === 'timer') return { kind: 'timer', dueAt: now + wait.ms };
  const dueAt = wait.answered ? {} : { dueAt: now + wait.expiresInMs };
  return wait.kind === 'approval'
    ? { kind: 'approval', title: token, ...dueAt }
    : { kind: 'callback', token, ...dueAt };
}

/** The failure of a step by a scripted cause. */
export function toFailure(instance: Instance, error: ErrorInfo, at: number, jitter: number): RunEvent {
  return { type: 'step-failed', at, path: instance.path, attempt: instance.attempt, error, jitter };
}

/** What the handler of a step answers when it is called where its progress says. `jitter` is for failures. */
export function answerCall(
  behaviour: Behaviour,
  progress: Progress,
  instance: Instance,
  at: number,
  jitter: number,
): RunEvent {
  const { path, attempt } = instance;
  const { flakes, flakesLate, waits, work, end } = behaviour;
  const { rounds, child } = progress;
  const fail = (code: ErrorCode) => toFailure(instance, { code, message: `Simulated ${code}` }, at, jitter);
  const flaking = attempt <= flakes;
  if (flaking && !flakesLate) return fail(FLAKE);
  if (progress.expired) return fail('wait-expired');
  const wait = waits[progress.waits];
  if (wait !== undefined)
    return { type: 'step-waiting', at, path, wait: toWait(wait, `${path}:${progress.waits}`, at) };
  if (work.kind === 'loop' && rounds === undefined && (work.known || work.rounds > 0)) {
    const { concurrency, onItemError } = work;
    const count = work.known ? work.rounds : null;
    return { type: 'loop-started', at, path, count, concurrency, onItemError, collect: false };
  }
  if (work.kind === 'loop' && (rounds ?? 0) < work.rounds) return { type: 'loop-continued', at, path };
  if (work.kind === 'child' && child === undefined) {
    const workflow = { id: 'child', version: 1 };
    return { type: 'child-started', at, path, runId: `${path}:${attempt}`, workflow, input: {} };
  }
  if (work.kind === 'child' && child !== 'succeeded') return fail('child-failed');
  if (flaking) return fail(FLAKE);
  if (end.kind === 'fail') return fail(end.code);
  if (end.kind === 'stop') return { type: 'stop-requested', at, path, status: end.status };
  return {
    type: 'step-succeeded',
    at,
    path,
    output: null,
    ...(end.ports === undefined ? {} : { ports: [...end.ports] }),
  };
}
