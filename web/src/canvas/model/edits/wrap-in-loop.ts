import type { JsonObject } from '#contract/json.ts';
import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { listReached } from '../edge-index.ts';
import { toEdgeKey } from '../edge-key.ts';
import { changeScope } from '../edit-scope.ts';
import { findScope, findStep, hasStep } from '../find-step.ts';
import { BODY_ORIGIN } from '../geometry.ts';
import { findMissingPositions } from '../positions.ts';
import type { Edit, Point, Refusal, ScopeContent } from '../types.ts';
import { createEdge } from './create-step.ts';

/** The loop to be; the id is chosen beforehand (`toStepId`). */
export interface NewLoop {
  readonly id: string;
  /** Id of a block that holds a body, e.g. `control.for_each`. */
  readonly block: string;
  readonly name?: string;
  readonly input?: JsonObject;
}

/** Each edge once. */
export function onceEach(edges: readonly Edge[]): Edge[] {
  const keys = new Set<string>();
  return edges.filter((edge) => keys.size < keys.add(toEdgeKey(edge)).size);
}

/** Whether steps can be put in a loop together: all in one scope, and no way that leaves them and comes back. */
export function canWrap(workflow: Workflow, ids: Iterable<string>): { readonly ok: true } | Refusal {
  const chosen = new Set(ids);
  const found = [...chosen].map((id) => findStep(workflow, id));
  const first = found[0];
  if (first === undefined || found.some((step) => step === undefined))
    return { ok: false, message: 'Select the steps that should be repeated.' };
  if (found.some((step) => step?.scopeId !== first.scopeId))
    return { ok: false, message: 'Only steps of the same body can be put in a loop together.' };
  const edges = findScope(workflow, first.scopeId)?.edges ?? [];
  for (const { from, to } of edges) {
    if (!chosen.has(from) || chosen.has(to)) continue;
    for (const id of listReached(edges, to))
      if (chosen.has(id)) return { ok: false, message: `Select ${to} too: it comes after ${from} and before ${id}.` };
  }
  return { ok: true };
}

/**
 * Puts steps into a new loop where they stand. What led to them leads to the loop, what they led to follows the loop. Does nothing where
 * `canWrap` refuses.
 */
export function wrapInLoop(ids: Iterable<string>, loop: NewLoop): Edit {
  const chosen = new Set(ids);
  return (workflow) => {
    const first = [...chosen][0];
    const scopeId = first === undefined ? undefined : findStep(workflow, first)?.scopeId;
    if (hasStep(workflow, loop.id) || !canWrap(workflow, chosen).ok) return workflow;
    const wrapped = changeScope(workflow, scopeId, (scope) => wrap(scope, chosen, loop));
    return regroup(wrapped, chosen, loop.id);
  };
}

/** A group that goes in as a whole stays one; of others the loop becomes a member in place of what went in. */
function regroup(workflow: Workflow, chosen: ReadonlySet<string>, loopId: string): Workflow {
  const isParted = ({ steps }: { readonly steps: readonly string[] }) =>
    steps.some((id) => chosen.has(id)) && !steps.every((id) => chosen.has(id));
  if (workflow.groups?.some(isParted) !== true) return workflow;
  let isMember = false;
  const groups = workflow.groups.map((group) => {
    if (!isParted(group)) return group;
    const rest = group.steps.filter((id) => !chosen.has(id));
    // A step is in one group at most.
    const steps = isMember ? rest : [...rest, loopId];
    isMember = true;
    return { ...group, steps };
  });
  return { ...workflow, groups };
}

function wrap(
  { steps, edges }: ScopeContent,
  chosen: ReadonlySet<string>,
  { id, block, name, input }: NewLoop,
): ScopeContent {
  const missing = findMissingPositions(steps, edges);
  const placeOf = (step: Step): Point => step.position ?? missing.get(step.id) ?? { x: 0, y: 0 };
  const inside = steps.filter((step) => chosen.has(step.id));
  const corner = {
    x: Math.min(...inside.map((step) => placeOf(step).x)),
    y: Math.min(...inside.map((step) => placeOf(step).y)),
  };
  const body = {
    steps: inside.map((step) => {
      const { x, y } = placeOf(step);
      return { ...step, position: { x: x - corner.x, y: y - corner.y } };
    }),
    edges: edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  };
  const position = { x: corner.x - BODY_ORIGIN.x, y: corner.y - BODY_ORIGIN.y };
  const made: Step = {
    id,
    ...(name === undefined ? {} : { name }),
    position,
    ...(input === undefined ? {} : { input }),
    process: { block },
    body,
  };
  const at = steps.findIndex((step) => chosen.has(step.id));
  const rest = edges.flatMap((edge) => {
    const [isFromInside, isToInside] = [chosen.has(edge.from), chosen.has(edge.to)];
    if (isFromInside && isToInside) return [];
    if (isFromInside) return [createEdge(id, undefined, edge.to)];
    return [isToInside ? createEdge(edge.from, edge.port, id) : edge];
  });
  return {
    steps: [...steps.slice(0, at), made, ...steps.slice(at).filter((step) => !chosen.has(step.id))],
    edges: onceEach(rest),
  };
}
