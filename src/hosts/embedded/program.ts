import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { compilePlan, type Plan, type PlanScope, type PlanStep } from '#engine/plan.ts';
import { type CompiledTemplate, compileTemplate } from '#expressions/template.ts';
import type { HostBlock } from './ports.ts';

/** A step with its templates compiled. */
export interface ProgramStep {
  readonly plan: PlanStep;
  readonly block: HostBlock | undefined;
  readonly input: CompiledTemplate;
  /** Inputs whose text is no template. */
  readonly raw: JsonObject | undefined;
  readonly output: CompiledTemplate | undefined;
  /** Positions in its scope of the steps it (or its body) reads. */
  readonly reads: readonly number[];
  readonly body: ProgramScope | undefined;
  readonly timeoutMs: number;
}

/** A scope with its templates compiled. */
export interface ProgramScope {
  readonly plan: PlanScope;
  readonly steps: readonly ProgramStep[];
  /** How many steps (and the scope's output) read each step's value: when none is left, the value leaves memory. */
  readonly readers: readonly number[];
  /** What the scope gives: the workflow's outputs, or the result of an iteration. */
  readonly output: CompiledTemplate | undefined;
  /** Positions of the steps no edge leaves: they are the scope's output where none is defined. */
  readonly sinks: readonly number[];
}

/** A workflow version ready to run; shared by all its runs. */
export interface Program {
  readonly workflow: Workflow;
  readonly version: number;
  readonly plan: Plan;
  readonly root: ProgramScope;
}

/** Longest time of one attempt where neither step nor block says otherwise, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 300_000;

/** Readers of a value that must be kept because some expression may read anything. */
const KEPT = 1e9;

interface Reads {
  readonly roots: Set<string>;
  dynamic: boolean;
}

function collect(reads: Reads, template: CompiledTemplate | undefined): void {
  if (template === undefined) return;
  for (const reference of template.references) reads.roots.add(reference.root);
  reads.dynamic ||= template.dynamic;
}

function splitRaw(
  input: JsonObject,
  rawFields: readonly string[],
): { templated: JsonObject; raw: JsonObject | undefined } {
  if (!rawFields.some((field) => Object.hasOwn(input, field))) return { templated: input, raw: undefined };
  const templated: Record<string, JsonValue> = {};
  const raw: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(input)) (rawFields.includes(field) ? raw : templated)[field] = value;
  return { templated, raw };
}

/** Compiles a workflow version. @throws AppError expression-invalid */
export function compileProgram(
  workflow: Workflow,
  version: number,
  blocks: (id: string) => HostBlock | undefined,
): Program {
  const plan = compilePlan(workflow, blocks);

  function compileScope(scope: PlanScope, output: JsonValue | undefined): { program: ProgramScope; reads: Reads } {
    const all: Reads = { roots: new Set(), dynamic: false };
    const readers = scope.steps.map(() => 0);
    const own = output === undefined ? undefined : compileTemplate(output);
    const steps = scope.steps.map((step): ProgramStep => {
      const block = blocks(step.block);
      const { templated, raw } = splitRaw(step.source.input ?? {}, block?.rawFields ?? []);
      const input = compileTemplate(templated);
      const mapping = step.source.output === undefined ? undefined : compileTemplate(step.source.output);
      const reads: Reads = { roots: new Set(), dynamic: false };
      collect(reads, input);
      collect(reads, mapping);
      let body: ProgramScope | undefined;
      if (step.body !== undefined) {
        const inner = compileScope(step.body, step.source.body?.output);
        body = inner.program;
        for (const root of inner.reads.roots) reads.roots.add(root);
        reads.dynamic ||= inner.reads.dynamic;
      }
      const positions: number[] = [];
      for (const root of reads.roots) {
        all.roots.add(root);
        const position = scope.byId.get(root)?.index;
        if (position === undefined) continue;
        positions.push(position);
        readers[position] = (readers[position] ?? 0) + 1;
      }
      all.dynamic ||= reads.dynamic;
      const timeoutMs = step.source.process.timeoutMs ?? block?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      return { plan: step, block, input, raw, output: mapping, reads: positions, body, timeoutMs };
    });
    const sinks = scope.steps.filter((step) => step.out.length === 0).map((step) => step.index);
    if (own === undefined) for (const sink of sinks) readers[sink] = KEPT;
    else for (const reference of own.references) keep(readers, scope, reference.root);
    collect(all, own);
    if (all.dynamic) readers.fill(KEPT);
    return { program: { plan: scope, steps, readers, output: own, sinks }, reads: all };
  }

  return { workflow, version, plan, root: compileScope(plan.root, workflow.outputs).program };
}

function keep(readers: number[], scope: PlanScope, root: string): void {
  const position = scope.byId.get(root)?.index;
  if (position !== undefined) readers[position] = KEPT;
}
