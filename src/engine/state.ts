import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { EndStatus, EventOf } from '#contract/run-event.ts';
import type { Plan, PlanScope, PlanStep } from './plan.ts';

/** Where a step stands in its scope. */
export type StepStatus = 'pending' | 'active' | 'done' | 'failed' | 'skipped' | 'disabled';

/** What an active step is doing. `running` and `child` need an answer from the host before they can be dropped. */
export type Phase = 'running' | 'retrying' | 'waiting' | 'uncertain' | 'looping' | 'child';

/** Progress of a loop step. */
export interface LoopState {
  /** Number of items; null when each round decides about the next. */
  readonly count: number | null;
  readonly concurrency: number;
  readonly onItemError: EventOf<'loop-started'>['onItemError'];
  /** Index of the next iteration to start. */
  next: number;
  finished: number;
  failed: number;
  /** Iterations under way. */
  readonly open: Set<ScopeState>;
  /** Set once the loop is failing: its iterations are being taken down. */
  drain: Drain | undefined;
}

/** A step that has been reached and has not ended. Dropped when it ends. */
export interface Instance {
  readonly path: string;
  readonly scope: ScopeState;
  readonly step: PlanStep;
  phase: Phase;
  attempt: number;
  /** The attempt under way announced an effect: without an end it is uncertain. */
  intent: boolean;
  /** Retry or wait: when it is due. */
  dueAt: number | undefined;
  loop: LoopState | undefined;
  childRunId: string | undefined;
  /** Set while something around this step is being taken down. */
  drain: Drain | undefined;
}

/** One execution of a scope: the whole workflow (path ``), or one iteration (path `each[3]`). Dropped when it ends. */
export interface ScopeState {
  readonly path: string;
  readonly plan: PlanScope;
  /** The loop step and iteration; undefined for the root. */
  readonly loop: Instance | undefined;
  readonly index: number;
  readonly status: StepStatus[];
  /** Edges not settled yet, by step. */
  readonly pending: number[];
  /** Whether an edge was taken, by step. */
  readonly taken: boolean[];
  /** Steps not settled yet. */
  remaining: number;
  readonly active: Set<Instance>;
  /** Asked the host to finish it. */
  completed: boolean;
  /** Set while its steps are being taken down. */
  drain: Drain | undefined;
}

/** Active steps being taken down; `then` follows once none is left. A drain around it takes over its members. */
export interface Drain {
  readonly members: Set<Instance>;
  readonly then:
    | {
        readonly kind: 'run';
        readonly status: EndStatus;
        readonly error: ErrorInfo | undefined;
        readonly output: JsonValue | undefined;
      }
    | { readonly kind: 'iteration'; readonly scope: ScopeState; readonly error: ErrorInfo }
    | { readonly kind: 'loop'; readonly instance: Instance; readonly error: ErrorInfo };
}

/** Everything the engine knows of a run: what its events made of it. Changed only by `applyEvent`. */
export interface RunState {
  readonly plan: Plan;
  readonly root: ScopeState;
  /** Active steps by path. */
  readonly active: Map<string, Instance>;
  /** Scopes under way by path; the root under ``. */
  readonly scopes: Map<string, ScopeState>;
  phase: 'created' | 'running' | 'finished';
  startedAt: number | undefined;
}

/** A new scope with every step pending. */
export function createScope(plan: PlanScope, path: string, loop: Instance | undefined, index: number): ScopeState {
  const { steps } = plan;
  const count = steps.length;
  const status = new Array<StepStatus>(count).fill('pending');
  const pending = new Array<number>(count);
  for (let at = 0; at < count; at++) pending[at] = steps[at]?.incoming ?? 0;
  return {
    path,
    plan,
    loop,
    index,
    status,
    pending,
    taken: new Array<boolean>(count).fill(false),
    remaining: count,
    active: new Set(),
    completed: false,
    drain: undefined,
  };
}

/** The state of a run nothing happened to yet. */
export function createRunState(plan: Plan): RunState {
  const root = createScope(plan.root, '', undefined, 0);
  return { plan, root, active: new Map(), scopes: new Map([['', root]]), phase: 'created', startedAt: undefined };
}

/** Path of a step in a scope. */
export function toPath(scope: ScopeState, stepId: string): string {
  return scope.path === '' ? stepId : `${scope.path}.${stepId}`;
}
