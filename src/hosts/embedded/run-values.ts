import type { ChildResult, LoopProgress, Resumed } from '#blocks/context.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { EventOf, RunEvent, RunTrigger, Wait } from '#contract/run-event.ts';
import type { RunState, ScopeState } from '#engine/state.ts';
import type { ValueScope } from '#expressions/template.ts';
import type { Program } from './program.ts';
import { ScopeValues } from './scope-values.ts';

/** Data of a loop under way. */
interface LoopData {
  readonly items: readonly JsonValue[] | null;
  readonly collect: boolean;
  readonly keepErrors: boolean;
  readonly results: JsonValue[];
  readonly errors: { readonly index: number; readonly error: ErrorInfo }[];
  last: JsonValue | undefined;
}

/** Data of an active step that outlives one call of its handler. */
export interface StepData {
  input?: JsonObject;
  wait?: Wait;
  resumed?: Resumed;
  calling?: EventOf<'child-started'>;
  child?: ChildResult;
  loop?: LoopData;
  substeps?: Map<string, JsonValue>;
}

/** The data of a run, as its events made it. The engine knows what happened; this knows with which values. */
export class RunValues implements ValueScope {
  readonly #program: Program;
  readonly #state: RunState;
  readonly #steps = new Map<string, StepData>();
  readonly #scopes = new Map<ScopeState, ScopeValues>();
  readonly #run: JsonObject;
  #input: JsonValue = {};
  #variables: JsonObject;
  #trigger: JsonObject = {};
  overrides: Readonly<Record<string, JsonObject>> | undefined;
  pins: Readonly<Record<string, JsonValue>> | undefined;

  constructor(program: Program, state: RunState, runId: string) {
    this.#program = program;
    this.#state = state;
    this.#variables = program.workflow.variables ?? {};
    this.#run = { id: runId, workflowId: program.workflow.id, version: program.version };
  }

  /** What expressions see as `trigger`. */
  get trigger(): JsonObject {
    return this.#trigger;
  }

  get(name: string): JsonValue | undefined {
    if (name === 'input') return this.#input;
    if (name === 'vars') return this.#variables;
    if (name === 'run') return this.#run;
    return name === 'trigger' ? this.#trigger : undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  names(): readonly string[] {
    return ['input', 'vars', 'run', 'trigger'];
  }

  /** What a scope's expressions see. Made when first asked for. */
  scope(scope: ScopeState): ScopeValues {
    const known = this.#scopes.get(scope);
    if (known !== undefined) return known;
    const loop = scope.loop;
    let made: ScopeValues;
    if (loop === undefined) {
      made = new ScopeValues(this.#program.root, this);
    } else {
      const around = this.scope(loop.scope);
      const program = around.program.steps[loop.step.index]?.body ?? this.#program.root;
      const data = this.#steps.get(loop.path)?.loop;
      const item =
        data === undefined ? undefined : (data.items?.[scope.index] ?? (data.items === null ? data.last : undefined));
      made = new ScopeValues(program, around, { item: item ?? null, index: scope.index });
    }
    this.#scopes.set(scope, made);
    return made;
  }

  /** Data of an active step; made when first asked for. */
  step(path: string): StepData {
    let data = this.#steps.get(path);
    if (data === undefined) {
      data = {};
      this.#steps.set(path, data);
    }
    return data;
  }

  findStep(path: string): StepData | undefined {
    return this.#steps.get(path);
  }

  /** What the handler of a loop step is told. */
  toLoopProgress(path: string): LoopProgress | undefined {
    const loop = this.#state.active.get(path)?.loop;
    const data = this.#steps.get(path)?.loop;
    if (loop === undefined || data === undefined) return undefined;
    return {
      finished: loop.finished,
      failed: loop.failed,
      last: data.last,
      results: data.collect ? data.results : undefined,
      errors: data.errors,
      done: loop.count !== null,
    };
  }

  /** A step will not run (again) in its scope. */
  release(scope: ScopeState, step: number): void {
    this.#scopes.get(scope)?.release(step);
  }

  /** Takes an event in; called before the engine takes it in. `folding`: the event comes from the journal. */
  apply(event: RunEvent, folding: boolean): void {
    switch (event.type) {
      case 'run-created':
        this.#input = event.input;
        this.#trigger = toTrigger(event.trigger);
        this.overrides = event.overrides;
        this.pins = event.pins;
        break;
      case 'variables-set':
        this.#variables = { ...this.#variables, ...event.values };
        break;
      case 'step-started':
        if (folding && event.input !== undefined) this.step(event.path).input = event.input as JsonObject;
        break;
      case 'step-succeeded':
        this.#end(event.path, event.output);
        break;
      case 'step-failed': {
        const data = this.#steps.get(event.path);
        if (data === undefined) break;
        const { substeps } = data;
        this.#steps.delete(event.path);
        if (substeps !== undefined) this.step(event.path).substeps = substeps;
        break;
      }
      case 'uncertain-resolved':
        if (event.decision === 'succeeded') this.#end(event.path, event.output ?? null);
        break;
      case 'step-waiting':
        this.step(event.path).wait = event.wait;
        break;
      case 'wait-resolved':
        this.step(event.path).resumed = { outcome: event.outcome, data: event.data, by: event.by };
        break;
      case 'substep-finished': {
        const data = this.step(event.path);
        data.substeps ??= new Map();
        data.substeps.set(event.key, event.output);
        break;
      }
      case 'loop-started':
        this.#startLoop(event);
        break;
      case 'iteration-finished':
        this.#finishIteration(event);
        break;
      case 'child-started':
        this.step(event.path).calling = event;
        break;
      case 'child-finished': {
        const { runId, status, output, error } = event;
        this.step(event.path).child = { runId, status: status ?? 'started', output, error };
        break;
      }
      default:
        break;
    }
  }

  #end(path: string, output: JsonValue): void {
    const instance = this.#state.active.get(path);
    if (instance === undefined) return;
    if (this.#steps.size > 0) this.#steps.delete(path);
    this.scope(instance.scope).set(instance.step.index, output);
  }

  #startLoop(event: EventOf<'loop-started'>): void {
    const data = this.step(event.path);
    const items = event.items ?? data.input?.items;
    data.loop = {
      items: event.count === null ? null : Array.isArray(items) ? items : [],
      collect: event.collect,
      keepErrors: event.onItemError === 'collect',
      results: [],
      errors: [],
      last: undefined,
    };
  }

  /** Forgets scopes that were taken down without an end of their own. */
  #sweep(): void {
    for (const scope of this.#scopes.keys()) {
      if (this.#state.scopes.get(scope.path) !== scope) this.#scopes.delete(scope);
    }
  }

  #finishIteration(event: EventOf<'iteration-finished'>): void {
    const scope = this.#state.scopes.get(`${event.path}[${event.index}]`);
    if (scope !== undefined) this.#scopes.delete(scope);
    if (event.error !== undefined) this.#sweep();
    const data = this.#steps.get(event.path)?.loop;
    if (data === undefined) return;
    data.last = event.output;
    if (data.collect) data.results[event.index] = event.output ?? null;
    if (event.error !== undefined && data.keepErrors) data.errors.push({ index: event.index, error: event.error });
  }
}

function toTrigger(trigger: RunTrigger): JsonObject {
  return { kind: trigger.kind, ...(trigger.by === undefined ? {} : { by: trigger.by }), ...trigger.data };
}
