import assert from 'node:assert/strict';
import type { EventOf, RunEvent } from '#contract/run-event.ts';
import { applyEvent } from '../apply-event.ts';
import type { Command } from '../command.ts';
import { findIdleStatus } from '../is-idle.ts';
import { isLive, toOutstanding } from '../outstanding.ts';
import { compilePlan, type Plan } from '../plan.ts';
import { createRunState, type Instance, type RunState } from '../state.ts';
import { assertSound } from './assert-sound.ts';
import { describeCommand, describeState } from './describe.ts';
import { createObserver, type Observer } from './observer.ts';
import { createRandom } from './random.ts';
import { behaviourOf, portsOf, type Script } from './script.ts';
import { answerCall, toFailure } from './scripted-handler.ts';

/** How a simulation goes. */
export interface SimulationOptions {
  /** Decides the order of everything that is open. */
  readonly seed: number;
  /** Probability of a crash before each act of the host. */
  readonly crashRate?: number;
  /** Crashes after which there are no more, or a host that always crashes would get nowhere. */
  readonly maxCrashes?: number;
  /** Number of the host's act before which someone cancels the run; 0 cancels it before it is started. */
  readonly cancelAt?: number;
  /** What a person says of an uncertain effect. */
  readonly decision?: EventOf<'uncertain-resolved'>['decision'];
  /** Acts after which the run must have ended. */
  readonly limit?: number;
}

type TimerCommand = Extract<Command, { kind: 'timer' }>;

/** Something the host still has to do: a command, the rest of a call, or what a person will answer. */
type Task =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'call'; readonly instance: Instance }
  | { readonly kind: 'person'; readonly instance: Instance };

/** What came of a simulated run. */
export interface Simulation {
  readonly plan: Plan;
  readonly journal: readonly RunEvent[];
  readonly observer: Observer;
  readonly state: RunState;
  readonly crashes: number;
}

/** What is due to a step under way, once the process that called its handler is gone. */
function describeOpen(instance: Instance): string {
  const { path, phase, intent, drain, attempt, childRunId } = instance;
  if (phase === 'child') return `${drain === undefined ? 'await-child' : 'cancel-child'} ${path} ${childRunId}`;
  if (intent) return `uncertain ${path}`;
  return drain === undefined ? `run ${path} ${attempt} recovered` : `abort ${path}`;
}

/**
 * Drives a script to its end with a fake clock, everything open being done in random order; a crash throws away all
 * but the journal. Checks after every event that the state is sound, and at every crash that what is outstanding by
 * the journal is just what the host had still to do.
 */
export function simulate(script: Script, options: SimulationOptions): Simulation {
  const { seed, crashRate = 0, maxCrashes = 10, cancelAt, decision = 'retry', limit = 20_000 } = options;
  const random = createRandom(seed);
  const plan = compilePlan(script.workflow, (block) => ({ ports: portsOf(block) }));
  const journal: RunEvent[] = [];
  let state = createRunState(plan);
  let observer = createObserver();
  let tasks: Task[] = [];
  let timers: TimerCommand[] = [];
  let mustBeUncertain = new Set<string>();
  let at = 1_000;
  let crashes = 0;

  function apply(event: RunEvent): readonly Command[] {
    const before = 'path' in event ? state.active.get(event.path) : undefined;
    const drained = before?.drain !== undefined;
    const commands = applyEvent(state, event);
    observer.see(event, before, drained, commands, state);
    return commands;
  }

  function emit(event: RunEvent): void {
    journal.push(event);
    if ('path' in event && mustBeUncertain.delete(event.path)) {
      assert.equal(event.type, 'step-uncertain', `${event.path} had announced an effect before the crash`);
    }
    ask(apply(event));
    assertSound(state);
    if ('path' in event) askPerson(state.active.get(event.path));
  }

  /** What is asked to be finished must have nothing under way: a handler would be at work in something that is gone. */
  function assertEmpty(command: Command): void {
    const within =
      command.kind === 'finish-run' ? '' : command.kind === 'finish-iteration' ? `${command.scope.path}.` : undefined;
    if (within === undefined) return;
    for (const path of state.active.keys())
      assert.ok(!path.startsWith(within), `${path} is under way in what is finished`);
  }

  function ask(commands: readonly Command[]): void {
    for (const command of commands) {
      if (command.kind === 'timer') timers.push(command);
      else if (command.kind !== 'settled') tasks.push({ kind: 'command', command });
    }
  }

  /** Someone will answer what a step now asks people, unless it is to expire. */
  function askPerson(instance: Instance | undefined): void {
    if (instance === undefined || tasks.some((task) => task.kind === 'person' && task.instance === instance)) return;
    const answerable = instance.phase === 'waiting' && instance.dueAt === undefined;
    if (answerable || instance.phase === 'uncertain') tasks.push({ kind: 'person', instance });
  }

  function isOpen(task: Task): boolean {
    if (task.kind === 'command') return isLive(state, task.command);
    const { phase, path } = task.instance;
    if (state.active.get(path) !== task.instance) return false;
    return task.kind === 'call' ? phase === 'running' : phase === 'waiting' || phase === 'uncertain';
  }

  function start({ instance, attempt, reason }: Extract<Command, { kind: 'run' }>): void {
    const { path } = instance;
    const { effect } = behaviourOf(script, path);
    const again = reason === 'resumed' || reason === 'looped' || reason === 'child';
    if (effect || !again) emit({ type: 'step-started', at, path, attempt, ...(effect ? { intent: true } : {}) });
    tasks.push({ kind: 'call', instance });
  }

  /** The event that answers a command. */
  function answer(command: Exclude<Command, { kind: 'run' | 'timer' | 'settled' }>): RunEvent {
    switch (command.kind) {
      case 'finish-iteration': {
        const { scope, error } = command;
        const path = scope.loop?.path ?? '';
        return { type: 'iteration-finished', at, path, index: scope.index, ...(error === undefined ? {} : { error }) };
      }
      case 'fail-step':
        return toFailure(command.instance, command.error, at, random());
      case 'uncertain':
        return { type: 'step-uncertain', at, path: command.instance.path, attempt: command.instance.attempt };
      case 'abort':
        return { type: 'step-cancelled', at, path: command.instance.path };
      case 'await-child':
      case 'cancel-child': {
        const { path } = command.instance;
        const { work } = behaviourOf(script, path);
        const status = command.kind === 'cancel-child' || work.kind !== 'child' ? 'cancelled' : work.status;
        return { type: 'child-finished', at, path, runId: command.runId, status };
      }
      case 'finish-run': {
        const { status, error } = command;
        return { type: 'run-finished', at, status, ...(error === undefined ? {} : { error }) };
      }
    }
  }

  function fire(timer: TimerCommand): void {
    const { path, purpose, dueAt } = timer;
    at = Math.max(at, dueAt);
    const fired = observer.progress(path).wait?.kind === 'timer';
    if (purpose === 'deadline') emit({ type: 'run-timed-out', at });
    else if (purpose === 'retry') emit({ type: 'retry-due', at, path });
    else emit({ type: 'wait-resolved', at, path, outcome: fired ? 'fired' : 'expired' });
  }

  function act(task: Task): void {
    if (task.kind === 'command') {
      const { command } = task;
      assertEmpty(command);
      if (command.kind === 'run') start(command);
      else if (command.kind !== 'timer' && command.kind !== 'settled') emit(answer(command));
      return;
    }
    const { path, phase } = task.instance;
    if (task.kind === 'call') {
      emit(answerCall(behaviourOf(script, path), observer.progress(path), task.instance, at, random()));
    } else if (phase === 'uncertain') emit({ type: 'uncertain-resolved', at, path, decision });
    else emit({ type: 'wait-resolved', at, path, outcome: 'answered' });
  }

  /** What the host has still to do, in the words of `toOutstanding`. */
  function toDo(): string[] {
    const known = new Set(timers.filter((timer) => isLive(state, timer)).map(describeCommand));
    for (const task of tasks) {
      if (!isOpen(task) || task.kind === 'person') continue;
      if (task.kind === 'call') known.add(describeOpen(task.instance));
      else if ('instance' in task.command && task.command.kind !== 'fail-step')
        known.add(describeOpen(task.command.instance));
      else known.add(describeCommand(task.command));
    }
    return [...known].sort();
  }

  function crash(): void {
    crashes++;
    const before = describeState(state);
    const open = toDo();
    state = createRunState(plan);
    observer = createObserver();
    tasks = [];
    timers = [];
    for (const event of journal) apply(event);
    assert.deepEqual(describeState(state), before, 'the journal makes the same state again');
    const outstanding = toOutstanding(state);
    assert.deepEqual(outstanding.map(describeCommand).sort(), open, 'what is outstanding is what was to be done');
    mustBeUncertain = new Set();
    for (const command of outstanding) if (command.kind === 'uncertain') mustBeUncertain.add(command.instance.path);
    ask(outstanding);
    for (const instance of state.active.values()) askPerson(instance);
  }

  /** A run that says it is idle must need nothing but time and people, and other runs when it says so. */
  function assertIdle(): void {
    const status = findIdleStatus(state);
    if (status === undefined) return;
    const open = toDo().filter((line) => !line.startsWith('timer '));
    const called = open.filter((line) => line.startsWith('await-child '));
    assert.deepEqual(open, called, 'an idle run has something to do');
    assert.equal(status === 'calling', called.length > 0, `the run is ${status}, having called ${called.length} runs`);
  }

  const trigger = { kind: 'manual' };
  emit({ type: 'run-created', at, workflow: { id: 'test', version: 1 }, input: {}, depth: 0, trigger });
  for (let acts = 0; state.phase !== 'finished'; acts++) {
    assert.ok(acts < limit, `the run has not ended after ${limit} acts`);
    if (acts === cancelAt) emit({ type: 'cancel-requested', at });
    if (crashes < maxCrashes && random() < crashRate) crash();
    if (state.phase === 'created' && state.root.drain === undefined) emit({ type: 'run-started', at });
    assertIdle();
    tasks = tasks.filter(isOpen);
    timers = timers.filter((timer) => isLive(state, timer));
    const timer = timers.toSorted((a, b) => a.dueAt - b.dueAt)[0];
    assert.ok(tasks.length > 0 || timer !== undefined, `the run hangs: ${JSON.stringify(describeState(state))}`);
    if (timer !== undefined && mustBeUncertain.size === 0 && (tasks.length === 0 || random() < 0.15)) {
      fire(timer);
    } else {
      // Hosts say what is uncertain before anything else, or an abort could hide it.
      const uncertain = tasks.findIndex((task) => task.kind === 'command' && task.command.kind === 'uncertain');
      const [task] = tasks.splice(uncertain >= 0 ? uncertain : Math.floor(random() * tasks.length), 1);
      if (task !== undefined) act(task);
    }
  }
  return { plan, journal, observer, state, crashes };
}
