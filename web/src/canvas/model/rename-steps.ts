import type { JsonObject } from '#contract/json.ts';
import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { type Renames, renameInValue } from './expression/rename-root.ts';
import { shareIndex } from './find-step.ts';
import type { Blocks } from './types.ts';

/** A list with its items changed; the very same list when none is. */
function mapKept<T>(list: readonly T[], change: (item: T) => T): T[] {
  const changed = list.map(change);
  // Lists of the document are not changed once made; the contract's types cannot say so.
  return changed.every((item, at) => item === list[at]) ? (list as T[]) : changed;
}

/** Fields of a block whose braces are its own business. */
function listCodeFields(step: Step, blocks: Blocks | undefined): ReadonlySet<string> {
  const inputs = blocks?.get(step.process.block)?.inputs ?? [];
  return new Set(inputs.filter(({ type, expressions }) => !(expressions ?? type !== 'code')).map(({ id }) => id));
}

function renameInput(step: Step, renames: Renames, blocks: Blocks | undefined): JsonObject | undefined {
  if (step.input === undefined) return undefined;
  const code = listCodeFields(step, blocks);
  if (code.size === 0) return renameInValue(step.input, renames);
  let changed: JsonObject = step.input;
  for (const [key, value] of Object.entries(step.input)) {
    const next = code.has(key) ? value : renameInValue(value, renames);
    if (next !== value) changed = { ...changed, [key]: next };
  }
  return changed;
}

/** In an output mapping the block's own outputs come before steps of the same name. */
function withoutOwn(step: Step, renames: Renames, blocks: Blocks | undefined): Renames {
  const own = blocks?.get(step.process.block)?.outputs ?? [];
  if (!own.some(({ id }) => renames.has(id))) return renames;
  const names = new Set(own.map(({ id }) => id));
  return new Map([...renames].filter(([from]) => !names.has(from)));
}

function renameEdge(edge: Edge, renames: Renames): Edge {
  const from = renames.get(edge.from) ?? edge.from;
  const to = renames.get(edge.to) ?? edge.to;
  return from === edge.from && to === edge.to ? edge : { ...edge, from, to };
}

/** A step with ids, edges and references exchanged, in its body too. The very same step when nothing changes. */
export function renameInStep(step: Step, renames: Renames, blocks?: Blocks): Step {
  let changed = step;
  const id = renames.get(step.id);
  if (id !== undefined) changed = { ...changed, id };
  const input = renameInput(step, renames, blocks);
  if (input !== step.input && input !== undefined) changed = { ...changed, input };
  const output = renameInValue(step.output, withoutOwn(step, renames, blocks));
  if (output !== step.output && output !== undefined) changed = { ...changed, output };
  if (step.body === undefined) return changed;
  const { body } = step;
  const steps = renameInSteps(body.steps, renames, blocks);
  const edges = mapKept(body.edges, (edge) => renameEdge(edge, renames));
  const bodyOutput = renameInValue(body.output, renames);
  if (steps === body.steps && edges === body.edges && bodyOutput === body.output) return changed;
  return { ...changed, body: { ...body, steps, edges, ...(bodyOutput === undefined ? {} : { output: bodyOutput }) } };
}

/** Steps with ids, edges inside bodies and references exchanged. */
export function renameInSteps(steps: readonly Step[], renames: Renames, blocks?: Blocks): Step[] {
  const changed = mapKept(steps, (step) => renameInStep(step, renames, blocks));
  if (changed !== steps) shareIndex(steps, changed);
  return changed;
}

/** Edges with their ends exchanged. */
export function renameInEdges(edges: readonly Edge[], renames: Renames): Edge[] {
  return mapKept(edges, (edge) => renameEdge(edge, renames));
}

/** Groups with their members exchanged. */
export function renameInGroups(
  groups: NonNullable<Workflow['groups']>,
  renames: Renames,
): NonNullable<Workflow['groups']> {
  return mapKept(groups, (group) => {
    const steps = mapKept(group.steps, (id) => renames.get(id) ?? id);
    return steps === group.steps ? group : { ...group, steps };
  });
}
