import type { Step, Workflow } from '#contract/workflow.ts';
import { changeScope, mapSteps } from '../edit-scope.ts';
import { findScope, findStep, listLoopsAround } from '../find-step.ts';
import { findMissingPositions } from '../positions.ts';
import type { Edit, Point, ScopeId, Selection } from '../types.ts';

/** How far each thing goes, by id. */
export interface Offsets {
  readonly steps: ReadonlyMap<string, Point>;
  readonly notes: ReadonlyMap<string, Point>;
}

function moveNotes(workflow: Workflow, offsets: ReadonlyMap<string, Point>): Workflow {
  if (offsets.size === 0 || workflow.notes?.some(({ id }) => offsets.has(id)) !== true) return workflow;
  const notes = workflow.notes.map((note) => {
    const by = offsets.get(note.id);
    return by === undefined ? note : { ...note, position: { x: note.position.x + by.x, y: note.position.y + by.y } };
  });
  return { ...workflow, notes };
}

/** Moves each thing by its own offset. What is inside a loop that moves too goes with the loop alone. */
export function moveEach({ steps, notes }: Offsets): Edit {
  return (workflow) => {
    const scopes = new Set<ScopeId>();
    for (const id of steps.keys()) {
      const found = findStep(workflow, id);
      if (found !== undefined) scopes.add(found.scopeId);
    }
    let changed = workflow;
    for (const scopeId of scopes) {
      const isCarried =
        scopeId !== undefined &&
        (steps.has(scopeId) || listLoopsAround(workflow, scopeId).some(({ id }) => steps.has(id)));
      const scope = findScope(changed, scopeId);
      if (isCarried || scope === undefined) continue;
      const missing = findMissingPositions(scope.steps, scope.edges);
      const moved = (step: Step): Step => {
        const by = steps.get(step.id);
        if (by === undefined || (by.x === 0 && by.y === 0)) return step;
        const from = step.position ?? missing.get(step.id) ?? { x: 0, y: 0 };
        return { ...step, position: { x: from.x + by.x, y: from.y + by.y } };
      };
      changed = changeScope(changed, scopeId, (inside) => ({
        steps: mapSteps(inside.steps, moved),
        edges: inside.edges,
      }));
    }
    return moveNotes(changed, notes);
  };
}

/** Moves steps (what is inside a loop comes along), notes, and groups with all their steps. */
export function move(what: Partial<Selection>, by: Point): Edit {
  return (workflow) => {
    if (by.x === 0 && by.y === 0) return workflow;
    const steps = new Map<string, Point>();
    for (const id of what.steps ?? []) steps.set(id, by);
    for (const group of workflow.groups ?? [])
      if (what.groups?.has(group.id) === true) for (const id of group.steps) steps.set(id, by);
    const notes = new Map<string, Point>();
    for (const id of what.notes ?? []) notes.set(id, by);
    return moveEach({ steps, notes })(workflow);
  };
}
