import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import type { ScopeId } from './types.ts';

/** A step and where it is. */
export interface FoundStep {
  readonly step: Step;
  /** The loop step it is inside; `undefined` at the top. */
  readonly scopeId: ScopeId;
  /** Place in the list of steps of its scope. */
  readonly at: number;
}

/** The workflow itself or the body of a loop. */
export interface Scope {
  readonly id: ScopeId;
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

/**
 * Where ids are, for one list of steps. It holds places and no steps, so that a list in which one step was exchanged for a newer one
 * of the same id shares it.
 */
interface StepIndex {
  /** Places in this very list. */
  readonly places: ReadonlyMap<string, number>;
  /** For steps inside bodies, however deep: the place of the loop in this list to look into. */
  readonly inside: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<readonly Step[], StepIndex>();
const lists = new WeakMap<readonly Step[], readonly FoundStep[]>();

/** O(steps) for a list not seen before, O(1) afterwards. */
function indexOf(steps: readonly Step[]): StepIndex {
  const known = indexes.get(steps);
  if (known !== undefined) return known;
  const places = new Map<string, number>();
  const inside = new Map<string, number>();
  steps.forEach((step, at) => {
    if (!places.has(step.id)) places.set(step.id, at);
    if (step.body === undefined) return;
    const inner = indexOf(step.body.steps);
    for (const ids of [inner.places, inner.inside]) for (const id of ids.keys()) inside.set(id, at);
  });
  const index = { places, inside };
  indexes.set(steps, index);
  return index;
}

/** Whether two steps hold the same ids at the same places. */
function isSamePlace(before: Step | undefined, after: Step | undefined): boolean {
  if (before === after) return true;
  if (before === undefined || after === undefined || before.id !== after.id) return false;
  if (before.body === undefined || after.body === undefined) return before.body === after.body;
  return before.body.steps === after.body.steps || indexOf(before.body.steps) === indexOf(after.body.steps);
}

/** Tells that two lists hold the same ids at the same places, when they do: the newer one needs no index of its own. */
export function shareIndex(before: readonly Step[], after: readonly Step[]): void {
  const index = indexes.get(before);
  if (index === undefined || before.length !== after.length || indexes.has(after)) return;
  if (after.every((step, at) => isSamePlace(before[at], step))) indexes.set(after, index);
}

/** A list with another step at a place. Costs a copy of the list and nothing more. */
export function withStepAt(steps: readonly Step[], at: number, step: Step): Step[] {
  const changed = steps.with(at, step);
  const index = indexes.get(steps);
  if (index !== undefined && isSamePlace(steps[at], step)) indexes.set(changed, index);
  return changed;
}

/** The step of an id, wherever it is. O(depth of its body). */
export function findStep(workflow: Workflow, id: string): FoundStep | undefined {
  let steps: readonly Step[] = workflow.steps;
  let scopeId: ScopeId;
  for (;;) {
    const { places, inside } = indexOf(steps);
    const at = places.get(id);
    if (at !== undefined) {
      const step = steps[at];
      return step === undefined ? undefined : { step, scopeId, at };
    }
    const around = steps[inside.get(id) ?? -1];
    if (around?.body === undefined) return undefined;
    scopeId = around.id;
    steps = around.body.steps;
  }
}

/** Whether a step of that id exists anywhere in the workflow. */
export function hasStep(workflow: Workflow, id: string): boolean {
  const { places, inside } = indexOf(workflow.steps);
  return places.has(id) || inside.has(id);
}

/** The loops around a step, outermost first; empty for a step at the top or one that does not exist. */
export function listLoopsAround(workflow: Workflow, id: string): readonly Step[] {
  const around: Step[] = [];
  let steps: readonly Step[] = workflow.steps;
  for (;;) {
    const { places, inside } = indexOf(steps);
    const at = inside.get(id);
    if (places.has(id) || at === undefined) return around;
    const loop = steps[at];
    if (loop?.body === undefined) return around;
    around.push(loop);
    steps = loop.body.steps;
  }
}

/** The workflow itself, or the body of the loop step `id`; `undefined` when there is no such loop. */
export function findScope(workflow: Workflow, id: ScopeId): Scope | undefined {
  if (id === undefined) return { id, steps: workflow.steps, edges: workflow.edges };
  const body = findStep(workflow, id)?.step.body;
  return body === undefined ? undefined : { id, steps: body.steps, edges: body.edges };
}

/** Every scope: the workflow first, each body after the scope its loop is in. O(steps). */
export function listScopes(workflow: Workflow): readonly Scope[] {
  const scopes: Scope[] = [{ id: undefined, steps: workflow.steps, edges: workflow.edges }];
  for (const scope of scopes) {
    for (const { id, body } of scope.steps) {
      if (body !== undefined) scopes.push({ id, steps: body.steps, edges: body.edges });
    }
  }
  return scopes;
}

/** Every step, those of a body right after their loop. O(steps), once per document. */
export function listSteps(workflow: Workflow): readonly FoundStep[] {
  const known = lists.get(workflow.steps);
  if (known !== undefined) return known;
  const found: FoundStep[] = [];
  const visit = (steps: readonly Step[], scopeId: ScopeId): void => {
    steps.forEach((step, at) => {
      found.push({ step, scopeId, at });
      if (step.body !== undefined) visit(step.body.steps, step.id);
    });
  };
  visit(workflow.steps, undefined);
  lists.set(workflow.steps, found);
  return found;
}

/** A step and everything inside it, by id. */
export function listIdsInside(step: Step): readonly string[] {
  if (step.body === undefined) return [step.id];
  return [step.id, ...step.body.steps.flatMap(listIdsInside)];
}
