import type { ErrorInfo } from '#contract/error-info.ts';
import type { ErrorCode } from '#contract/error-table.ts';
import type { RunEvent } from '#contract/run-event.ts';
import type { Body, Edge, Step, StepProcess, Workflow, WorkflowSettings } from '#contract/workflow.ts';
import { applyEvent } from '../apply-event.ts';
import type { Command } from '../command.ts';
import { toOutstanding } from '../outstanding.ts';
import { compilePlan } from '../plan.ts';
import { createRunState, type RunState } from '../state.ts';
import { assertSound } from './assert-sound.ts';
import { describeCommand, describeState } from './describe.ts';
import { portsOf } from './script.ts';

/** A step of the block `test.plain`, unless `process` says otherwise. */
export function step(id: string, process: Partial<StepProcess> = {}, body?: Body): Step {
  return { id, process: { block: 'test.plain', ...process }, ...(body === undefined ? {} : { body }) };
}

/** Edges written `a>b` or `a:port>b`. */
export function edges(...written: readonly string[]): Edge[] {
  return written.map((text) => {
    const [source = '', to = ''] = text.split('>');
    const [from = '', port] = source.split(':');
    return { from, to, ...(port === undefined ? {} : { port }) };
  });
}

/** A workflow of these steps. */
export function workflow(steps: Step[], written: readonly string[] = [], settings: WorkflowSettings = {}): Workflow {
  return { flowright: 1, id: 'test', name: 'Test', inputs: [], settings, steps, edges: edges(...written) };
}

/** A failure of the table. */
export function error(code: ErrorCode, extra: Partial<ErrorInfo> = {}): ErrorInfo {
  return { code, message: code, ...extra };
}

type Untimed = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'at'> : never) : never;

/** A run a test drives by hand, event by event. */
export interface SmallRun {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  /** Time of the next events, in milliseconds. */
  now: number;
  /** Applies an event; answers what the engine asks for, in words. */
  send(event: Untimed): string[];
  ok(path: string, ...ports: string[]): string[];
  fail(path: string, code?: ErrorCode, attempt?: number): string[];
  loop(
    path: string,
    count: number | null,
    options?: { concurrency?: number; onItemError?: 'fail' | 'continue' | 'collect' },
  ): string[];
  iterated(path: string, index: number, code?: ErrorCode): string[];
  cancelled(path: string): string[];
  /** What is to be done after a crash now, in words. */
  recovered(): string[];
  /** Commands of the last event, as they are. */
  readonly commands: readonly Command[];
  /** The state as plain data. */
  snapshot(): unknown;
}

/** Creates a run; `start: false` leaves it queued. */
export function createRun(document: Workflow, { start = true } = {}): SmallRun & { readonly started: string[] } {
  const plan = compilePlan(document, (block) => ({ ports: portsOf(block) }));
  const state = createRunState(plan);
  const events: RunEvent[] = [];
  let commands: readonly Command[] = [];
  const run: SmallRun = {
    state,
    events,
    now: 0,
    get commands() {
      return commands;
    },
    send(untimed) {
      const event = { ...untimed, at: run.now } as RunEvent;
      events.push(event);
      commands = applyEvent(state, event);
      assertSound(state);
      return commands.map(describeCommand);
    },
    ok: (path, ...ports) =>
      run.send({ type: 'step-succeeded', path, output: null, ...(ports.length > 0 ? { ports } : {}) }),
    fail: (path, code = 'data-invalid', attempt = 1) =>
      run.send({ type: 'step-failed', path, attempt, error: error(code), jitter: 0 }),
    loop: (path, count, { concurrency = 1, onItemError = 'fail' } = {}) =>
      run.send({ type: 'loop-started', path, count, concurrency, onItemError, collect: false }),
    iterated: (path, index, code) =>
      run.send({ type: 'iteration-finished', path, index, ...(code === undefined ? {} : { error: error(code) }) }),
    cancelled: (path) => run.send({ type: 'step-cancelled', path }),
    recovered() {
      const folded = createRunState(plan);
      for (const event of events) applyEvent(folded, event);
      assertSound(folded);
      return toOutstanding(folded).map(describeCommand);
    },
    snapshot: () => describeState(state),
  };
  return Object.assign(run, { started: start ? run.send({ type: 'run-started' }) : [] });
}
