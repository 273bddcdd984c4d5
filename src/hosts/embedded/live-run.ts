import type { EndStatus, EventOf, RunEvent, RunStatus } from '#contract/run-event.ts';
import { applyEvent } from '#engine/apply-event.ts';
import type { Command } from '#engine/command.ts';
import { createRunState, type Instance, type RunState } from '#engine/state.ts';
import type { NewRun, OpenWait, RunChange } from '#journal/journal.ts';
import type { Program } from './program.ts';
import { RunValues } from './run-values.ts';
import type { StepContext } from './step-context.ts';

/** A handler under way. */
export interface Call {
  readonly context: StepContext;
  readonly stopTimer: () => void;
  /** Set once the handler was told to stop: what ends the step when it does not. */
  stopGrace: (() => void) | undefined;
}

/** How a run ended. */
export interface RunEnd {
  readonly at: number;
  readonly status: EndStatus;
  readonly output: EventOf<'run-finished'>['output'];
  readonly error: EventOf<'run-finished'>['error'];
}

type MutableChange = { -readonly [K in keyof Omit<RunChange, 'opened' | 'closed'>]: RunChange[K] } & {
  opened?: Omit<OpenWait, 'runId'>[];
  closed?: string[];
};

/** What is fixed about a run. */
export type RunFacts = Pick<
  NewRun,
  'id' | 'workflowId' | 'version' | 'priority' | 'triggerKind' | 'parent' | 'idempotencyKey' | 'createdAt'
> & {
  readonly depth: number;
};

/** Events after which steps may be gone that had no event of their own. */
const MAY_TAKE_DOWN: ReadonlySet<RunEvent['type']> = new Set([
  'step-failed',
  'step-uncertain',
  'uncertain-resolved',
  'iteration-finished',
]);

/** A run in memory: the engine's state, the data, and what is under way. */
export class LiveRun {
  readonly facts: RunFacts;
  readonly program: Program;
  readonly state: RunState;
  readonly values: RunValues;
  /** Handlers under way by path. */
  readonly calls = new Map<string, Call>();
  /** Evaluations and writes under way, besides handlers. */
  pending = 0;
  /** Steps such an evaluation or write belongs to. */
  readonly preparing = new Set<Instance>();
  /** In the queue of runs with work to do. */
  scheduled = false;
  /** Holds one of the host's places for runs. */
  admitted = false;
  /** The journal knows the run. */
  created = false;
  status: RunStatus = 'queued';
  end: RunEnd | undefined;
  /** Its end was handed on. */
  over = false;
  /** Events in the journal and on the way to it. */
  eventCount = 0;
  /** Lines of logs among them. */
  logLines = 0;
  #todo: Command[] = [];
  #next = 0;
  #events: RunEvent[] = [];
  #change: MutableChange | undefined;
  #lastAt = 0;
  /** Steps the list of waits shows. */
  readonly #waiting = new Set<string>();

  constructor(facts: RunFacts, program: Program) {
    this.facts = facts;
    this.program = program;
    this.state = createRunState(program.plan);
    this.values = new RunValues(program, this.state, facts.id);
  }

  get id(): string {
    return this.facts.id;
  }

  /** Time of the next event: never earlier than the one before, also when the clock goes back. */
  stamp(wallMs: number): number {
    if (wallMs > this.#lastAt) this.#lastAt = wallMs;
    return this.#lastAt;
  }

  /** Makes an event part of the run; it reaches the journal with the next `takeUnwritten`. */
  emit(event: RunEvent): void {
    this.#events.push(event);
    this.#apply(event, false);
  }

  /** Takes in an event that the journal holds already; what it asks for is dropped (see `toOutstanding`). */
  fold(event: RunEvent): void {
    this.#lastAt = Math.max(this.#lastAt, event.at);
    this.#apply(event, true);
  }

  #apply(event: RunEvent, folding: boolean): void {
    this.eventCount++;
    this.values.apply(event, folding);
    for (const command of applyEvent(this.state, event)) {
      if (command.kind === 'settled') this.values.release(command.scope, command.step);
      else if (!folding) this.#todo.push(command);
    }
    if (event.type === 'step-logged') this.logLines++;
    if ('path' in event) this.#followWaits(event, folding);
    if (event.type === 'run-finished') {
      const { at, status, output, error } = event;
      this.end = { at, status, output, error };
    }
  }

  /** A failure around a step that waits takes it down: nobody is to be asked for it any more. */
  #followWaits(event: Extract<RunEvent, { path: string }>, folding: boolean): void {
    const phase = this.state.active.get(event.path)?.phase;
    if (phase === 'waiting' || phase === 'retrying' || phase === 'uncertain') this.#waiting.add(event.path);
    else if (this.#waiting.size > 0) this.#waiting.delete(event.path);
    if (this.#waiting.size === 0 || !MAY_TAKE_DOWN.has(event.type)) return;
    for (const path of this.#waiting) {
      if (this.state.active.has(path)) continue;
      this.#waiting.delete(path);
      if (!folding) this.closeWait(path);
    }
  }

  /** Adds what is to be done. */
  ask(commands: readonly Command[]): void {
    for (const command of commands) this.#todo.push(command);
  }

  /** The next thing to do. */
  nextCommand(): Command | undefined {
    const command = this.#todo[this.#next];
    if (command === undefined) {
      this.#todo = [];
      this.#next = 0;
      return undefined;
    }
    this.#next++;
    if (this.#next > 1_024) {
      this.#todo = this.#todo.slice(this.#next);
      this.#next = 0;
    }
    return command;
  }

  get hasWork(): boolean {
    return this.#next < this.#todo.length;
  }

  /** What the list of runs is to learn with the next write. */
  change(change: Omit<RunChange, 'opened' | 'closed'>): void {
    this.#change = Object.assign(this.#change ?? {}, change);
  }

  openWait(wait: Omit<OpenWait, 'runId'>): void {
    this.#change ??= {};
    this.#change.opened ??= [];
    this.#change.opened.push(wait);
  }

  closeWait(path: string): void {
    this.#change ??= {};
    this.#change.closed ??= [];
    this.#change.closed.push(path);
    const { opened } = this.#change;
    if (opened !== undefined) this.#change.opened = opened.filter((wait) => wait.path !== path);
  }

  /** Events and changes not handed to the journal yet. */
  takeUnwritten(): { readonly events: readonly RunEvent[]; readonly change: RunChange | undefined } | undefined {
    if (this.#events.length === 0 && this.#change === undefined) return undefined;
    const taken = { events: this.#events, change: this.#change as RunChange | undefined };
    this.#events = [];
    this.#change = undefined;
    return taken;
  }
}
