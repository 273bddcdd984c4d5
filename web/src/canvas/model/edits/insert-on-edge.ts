import type { Edge, Workflow } from '#contract/workflow.ts';
import { edgesFrom, edgesTo, findEdge, listReached } from '../edge-index.ts';
import { changeScope, changeSteps } from '../edit-scope.ts';
import { findScope, findStep, hasStep } from '../find-step.ts';
import type { Edit } from '../types.ts';
import { createEdge, createStep, type NewStep, toNamedPort } from './create-step.ts';

/** Puts what comes after a step further right, so that one more fits before it. */
function makeRoom(workflow: Workflow, edges: readonly Edge[], to: string, dx: number): Workflow {
  if (dx <= 0) return workflow;
  return changeSteps(workflow, [to, ...listReached(edges, to)], (step) =>
    step.position === undefined ? step : { ...step, position: { x: step.position.x + dx, y: step.position.y } },
  );
}

function split(edges: readonly Edge[], edge: Edge, id: string, port: string | undefined): readonly Edge[] {
  const halves = [createEdge(edge.from, edge.port, id), createEdge(id, port, edge.to)];
  return edges.flatMap((one) => (one === edge ? halves : [one]));
}

/**
 * Puts a new step on an edge: it follows where the edge came from, and leads where the edge led. `roomPx` moves all that comes after to
 * the right.
 */
export function insertOnEdge(edgeKey: string, added: NewStep, roomPx = 0): Edit {
  return (workflow) => {
    const found = findEdge(workflow, edgeKey);
    if (found === undefined || hasStep(workflow, added.id)) return workflow;
    const edges = findScope(workflow, found.scopeId)?.edges ?? [];
    const moved = makeRoom(workflow, edges, found.edge.to, roomPx);
    return changeScope(moved, found.scopeId, (scope) => ({
      steps: [...scope.steps, createStep(added)],
      edges: split(scope.edges, found.edge, added.id, toNamedPort(added.block)),
    }));
  };
}

/** Whether a step that is there already can be dropped on an edge: same scope, and no edges of its own yet. */
export function canDropOnEdge(workflow: Workflow, edgeKey: string, id: string): boolean {
  const edge = findEdge(workflow, edgeKey);
  const step = findStep(workflow, id);
  if (edge === undefined || step === undefined || edge.scopeId !== step.scopeId) return false;
  const edges = findScope(workflow, edge.scopeId)?.edges ?? [];
  return edgesFrom(edges, id).length === 0 && edgesTo(edges, id).length === 0;
}

/** Puts a step without edges that is there already on an edge; `port` when its port has to be named. */
export function dropOnEdge(edgeKey: string, id: string, port?: string): Edit {
  return (workflow) => {
    const found = findEdge(workflow, edgeKey);
    if (found === undefined || !canDropOnEdge(workflow, edgeKey, id)) return workflow;
    return changeScope(workflow, found.scopeId, ({ steps, edges }) => ({
      steps,
      edges: split(edges, found.edge, id, port),
    }));
  };
}
