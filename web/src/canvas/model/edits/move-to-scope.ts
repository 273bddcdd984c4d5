import { changeScope } from '../edit-scope.ts';
import { findScope, findStep, listLoopsAround } from '../find-step.ts';
import { scopeOrigin } from '../geometry.ts';
import { leaveGroups } from '../leave-groups.ts';
import { findMissingPositions } from '../positions.ts';
import type { Edit, ScopeId } from '../types.ts';

/**
 * Moves steps of one scope into the body of a loop, or out to the workflow itself, where they are on the canvas. Edges between them come
 * along; edges to what stays behind cannot, since edges join steps of one body. Does nothing for steps of several scopes, for a loop
 * that is itself moved, or one that is gone.
 */
export function moveToScope(ids: Iterable<string>, scopeId: ScopeId): Edit {
  const wanted = new Set(ids);
  return (workflow) => {
    const found = [...wanted].flatMap((id) => findStep(workflow, id) ?? []);
    const from = found[0]?.scopeId;
    const target = findScope(workflow, scopeId);
    const isInsideItself =
      scopeId !== undefined &&
      (wanted.has(scopeId) || listLoopsAround(workflow, scopeId).some((loop) => wanted.has(loop.id)));
    if (found.length === 0 || target === undefined || isInsideItself || from === scopeId) return workflow;
    if (found.some((one) => one.scopeId !== from)) return workflow;
    const source = findScope(workflow, from);
    if (source === undefined) return workflow;
    const before = scopeOrigin(workflow, from);
    const after = scopeOrigin(workflow, scopeId);
    const missing = findMissingPositions(source.steps, source.edges);
    const moved = source.steps
      .filter(({ id }) => wanted.has(id))
      .map((step) => {
        const place = step.position ?? missing.get(step.id) ?? { x: 0, y: 0 };
        return { ...step, position: { x: place.x + before.x - after.x, y: place.y + before.y - after.y } };
      });
    const along = source.edges.filter((edge) => wanted.has(edge.from) && wanted.has(edge.to));
    const left = changeScope(workflow, from, ({ steps, edges }) => ({
      steps: steps.filter(({ id }) => !wanted.has(id)),
      edges: edges.filter((edge) => !wanted.has(edge.from) && !wanted.has(edge.to)),
    }));
    const joined = changeScope(left, scopeId, ({ steps, edges }) => ({
      steps: [...steps, ...moved],
      edges: [...edges, ...along],
    }));
    // A group frames steps of one scope: those that go elsewhere leave it, unless all of it goes.
    const parted = (workflow.groups ?? []).flatMap(({ steps: members }) =>
      members.every((id) => wanted.has(id)) ? [] : members.filter((id) => wanted.has(id)),
    );
    return leaveGroups(joined, new Set(parted));
  };
}
