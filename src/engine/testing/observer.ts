import assert from 'node:assert/strict';
import type { EndStatus, EventOf, RunEvent, Wait } from '#contract/run-event.ts';
import type { Command } from '../command.ts';
import { type Instance, type RunState, toPath } from '../state.ts';
import type { ExpectedStep } from './oracle.ts';

/** What became of a step or an iteration. */
export interface ObservedStep {
  readonly status: ExpectedStep['status'];
  readonly attempts: number;
}

/** How far the handler of a step got in its present attempt. */
export interface Progress {
  attempt: number;
  waits: number;
  wait: Wait | undefined;
  expired: boolean;
  /** Rounds started of a loop. */
  rounds: number | undefined;
  child: EndStatus | undefined;
}

/** What a journal says of the steps: how they ended, and how far their handlers are. Knows nothing a crash would forget. */
export interface Observer {
  readonly outcomes: Map<string, ObservedStep>;
  /** Attempts that ended as uncertain, by path. */
  readonly uncertain: Map<string, number>;
  readonly end: EventOf<'run-finished'> | undefined;
  progress(path: string): Progress;
  /** Takes in an event; `before` is the step it is about, as it was, and whether it was being taken down. */
  see(
    event: RunEvent,
    before: Instance | undefined,
    drained: boolean,
    commands: readonly Command[],
    state: RunState,
  ): void;
}

/** Creates an observer of a run nothing happened to. */
export function createObserver(): Observer {
  const outcomes = new Map<string, ObservedStep>();
  const uncertain = new Map<string, number>();
  const ended = new Set<string>();
  const progresses = new Map<string, Progress>();
  let end: EventOf<'run-finished'> | undefined;

  function progress(path: string): Progress {
    let found = progresses.get(path);
    if (found === undefined) {
      found = { attempt: 0, waits: 0, wait: undefined, expired: false, rounds: undefined, child: undefined };
      progresses.set(path, found);
    }
    return found;
  }

  function forgetIterations(path: string): void {
    for (const known of [outcomes, progresses, ended, uncertain]) {
      for (const inner of known.keys()) if (inner.startsWith(`${path}[`)) known.delete(inner);
    }
  }

  function seeProgress(event: RunEvent): void {
    if (!('path' in event)) return;
    const known = progress(event.path);
    switch (event.type) {
      case 'step-started':
        assert.ok(!ended.has(event.path), `${event.path} ran again though its end was journaled`);
        if (known.attempt !== event.attempt) {
          progresses.delete(event.path);
          progress(event.path).attempt = event.attempt;
        }
        break;
      case 'step-waiting':
        known.wait = event.wait;
        break;
      case 'wait-resolved':
        known.waits++;
        known.expired = event.outcome === 'expired';
        break;
      case 'loop-started':
        known.rounds = event.count ?? 1;
        forgetIterations(event.path);
        break;
      case 'loop-continued':
        known.rounds = (known.rounds ?? 0) + 1;
        break;
      case 'child-finished':
        known.child = event.status;
        break;
      case 'step-uncertain':
        uncertain.set(event.path, (uncertain.get(event.path) ?? 0) + 1);
        break;
    }
  }

  function seeEnd(event: RunEvent, before: Instance | undefined, drained: boolean, state: RunState): void {
    if (event.type === 'run-finished') end = event;
    if (event.type === 'iteration-finished') {
      const status = event.error === undefined ? 'done' : 'failed';
      outcomes.set(`${event.path}[${event.index}]`, { status, attempts: 0 });
    }
    if (before === undefined || drained || state.active.get(before.path) === before) return;
    if (event.type === 'stop-requested') outcomes.set(before.path, { status: 'stopped', attempts: before.attempt });
    else if (event.type === 'step-failed' || (event.type === 'uncertain-resolved' && event.decision === 'failed')) {
      outcomes.set(before.path, { status: 'failed', attempts: before.attempt });
    }
  }

  return {
    outcomes,
    uncertain,
    get end() {
      return end;
    },
    progress,
    see(event, before, drained, commands, state) {
      seeProgress(event);
      seeEnd(event, before, drained, state);
      for (const command of commands) {
        if (command.kind !== 'settled') continue;
        const path = toPath(command.scope, command.scope.plan.steps[command.step]?.id ?? '');
        outcomes.set(path, { status: command.how, attempts: progresses.get(path)?.attempt ?? 0 });
      }
      if (before !== undefined && state.active.get(before.path) !== before) ended.add(before.path);
    },
  };
}
