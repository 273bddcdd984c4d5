import type { Edge, Step } from '#contract/workflow.ts';
import { edgesFrom, edgesTo } from '../edge-index.ts';
import { changeScope } from '../edit-scope.ts';
import { findStep } from '../find-step.ts';
import { BODY_ORIGIN } from '../geometry.ts';
import { findMissingPositions } from '../positions.ts';
import { setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';
import { createEdge } from './create-step.ts';
import { onceEach } from './wrap-in-loop.ts';

/** Edges in place of those of the loop: to what its body begins with, from what it ends with. */
function throughBody(edges: readonly Edge[], loop: Step): readonly Edge[] {
  const { body } = loop;
  if (body === undefined) return edges;
  const first = body.steps.filter(({ id }) => edgesTo(body.edges, id).length === 0);
  const last = body.steps.filter(({ id }) => edgesFrom(body.edges, id).length === 0);
  const before = edgesTo(edges, loop.id);
  const after = edgesFrom(edges, loop.id).filter(({ port }) => port !== 'error');
  const rest = edges.filter(({ from, to }) => from !== loop.id && to !== loop.id);
  // An empty loop heals like a removed step.
  if (body.steps.length === 0)
    return onceEach([
      ...rest,
      ...before.flatMap((into) => after.map((out) => createEdge(into.from, into.port, out.to))),
    ]);
  return onceEach([
    ...rest,
    ...before.flatMap((into) => first.map(({ id }) => createEdge(into.from, into.port, id))),
    ...body.edges,
    ...after.flatMap((out) => last.map(({ id }) => createEdge(id, undefined, out.to))),
  ]);
}

/** Takes a loop away and leaves its body where it stands. What reads `item` or `index` is for the validator to point out. */
export function unwrap(id: string): Edit {
  return (workflow) => {
    const found = findStep(workflow, id);
    const body = found?.step.body;
    if (found === undefined || body === undefined) return workflow;
    const { step: loop, scopeId } = found;
    const changed = changeScope(workflow, scopeId, ({ steps, edges }) => {
      const corner = loop.position ?? findMissingPositions(steps, edges).get(id) ?? { x: 0, y: 0 };
      const missing = findMissingPositions(body.steps, body.edges);
      const freed = body.steps.map((step) => {
        const { x, y } = step.position ?? missing.get(step.id) ?? { x: 0, y: 0 };
        return { ...step, position: { x: corner.x + BODY_ORIGIN.x + x, y: corner.y + BODY_ORIGIN.y + y } };
      });
      return {
        steps: steps.flatMap((step) => (step.id === id ? freed : [step])),
        edges: throughBody(edges, loop),
      };
    });
    const isGrouped = changed.groups?.some((group) => group.steps.includes(id)) === true;
    if (!isGrouped) return changed;
    const inside = body.steps.map((step) => step.id);
    const groups = changed.groups?.flatMap((group) => {
      if (!group.steps.includes(id)) return [group];
      const steps = [...new Set(group.steps.flatMap((one) => (one === id ? inside : [one])))];
      return steps.length === 0 ? [] : [{ ...group, steps }];
    });
    return setAt(changed, ['groups'], groups?.length === 0 ? undefined : groups);
  };
}
