import type { JsonValue } from '#contract/json.ts';
import type { ScopeState } from '#engine/state.ts';
import type { ValueScope } from '#expressions/template.ts';
import type { ProgramScope } from './program.ts';

/** What the steps of one scope gave, as expressions see it, for as long as some step may read it. */
export class ScopeValues implements ValueScope {
  readonly program: ProgramScope;
  readonly #parent: ValueScope;
  readonly #values: (JsonValue | undefined)[];
  #readers: number[] | undefined;
  /** The item and index, in an iteration. */
  readonly #item: JsonValue | undefined;
  readonly #index: number | undefined;

  constructor(
    program: ProgramScope,
    parent: ValueScope,
    iteration?: { readonly item: JsonValue | undefined; readonly index: number },
  ) {
    this.program = program;
    this.#parent = parent;
    this.#values = [];
    this.#item = iteration?.item;
    this.#index = iteration?.index;
  }

  get(name: string): JsonValue | undefined {
    if (this.#index !== undefined) {
      if (name === 'index') return this.#index;
      if (name === 'item' && this.#item !== undefined) return this.#item;
    }
    const step = this.program.plan.byId.get(name);
    return step === undefined ? this.#parent.get(name) : this.#values[step.index];
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  names(): readonly string[] {
    const own = this.program.plan.steps.filter((step) => this.#values[step.index] !== undefined).map((step) => step.id);
    return [...own, ...(this.#index === undefined ? [] : ['item', 'index']), ...this.#parent.names()];
  }

  /** Output of the step at a position; undefined when it gave none, or none is needed any more. */
  at(step: number): JsonValue | undefined {
    return this.#values[step];
  }

  /** Keeps a step's output, unless nobody reads it. */
  set(step: number, value: JsonValue): void {
    if ((this.program.readers[step] ?? 0) > 0) this.#values[step] = value;
  }

  /** A step will not run again: what only it still had to read leaves memory. */
  release(step: number): void {
    const { reads } = this.program.steps[step] ?? { reads: [] };
    if (reads.length === 0) return;
    this.#readers ??= [...this.program.readers];
    for (const position of reads) {
      const left = (this.#readers[position] ?? 0) - 1;
      this.#readers[position] = left;
      if (left === 0) this.#values[position] = undefined;
    }
  }

  /** What the scope gives where the document does not say: its last step's output, or those of its last steps by id. */
  sinkOutput(scope: ScopeState): JsonValue {
    const { sinks, plan } = this.program;
    const [only] = sinks;
    if (only !== undefined && sinks.length === 1) return this.#values[only] ?? null;
    const output: Record<string, JsonValue> = {};
    for (const sink of sinks) {
      const step = plan.steps[sink];
      if (step !== undefined && scope.status[sink] === 'done') output[step.id] = this.#values[sink] ?? null;
    }
    return output;
  }
}

/** A block's outputs, before the scope around its step: what output mappings see. */
export function overOutputs(outputs: Readonly<Record<string, JsonValue>>, around: ValueScope): ValueScope {
  return {
    get: (name) => (Object.hasOwn(outputs, name) ? outputs[name] : around.get(name)),
    has: (name) => Object.hasOwn(outputs, name) || around.has(name),
    names: () => [...Object.keys(outputs), ...around.names()],
  };
}
