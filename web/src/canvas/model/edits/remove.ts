import type { Edge, Workflow } from '#contract/workflow.ts';
import { edgesFrom, edgesTo } from '../edge-index.ts';
import { toEdgeKey } from '../edge-key.ts';
import { changeScope } from '../edit-scope.ts';
import { findStep, listIdsInside } from '../find-step.ts';
import { leaveGroups } from '../leave-groups.ts';
import { setAt } from '../set-path.ts';
import type { Edit, ScopeId, Selection } from '../types.ts';
import { createEdge } from './create-step.ts';
import { disconnect } from './disconnect.ts';

/** Healing a step with very many edges on both sides would make a hairball nobody asked for. */
const MAX_HEALED = 50;

/** The edges of a scope without a step, what came before it leading to what came after. */
function healAround(edges: readonly Edge[], id: string): readonly Edge[] {
  const before = edgesTo(edges, id);
  // A way for errors is no way on.
  const after = edgesFrom(edges, id).filter(({ port }) => port !== 'error');
  const kept = edges.filter((edge) => edge.from !== id && edge.to !== id);
  if (before.length * after.length > MAX_HEALED) return kept;
  const keys = new Set(kept.map(toEdgeKey));
  const healed = before.flatMap((into) => after.map((out) => createEdge(into.from, into.port, out.to)));
  return [...kept, ...healed.filter((edge) => keys.size < keys.add(toEdgeKey(edge)).size)];
}

function removeSteps(workflow: Workflow, ids: Iterable<string>, isHealed: boolean): Workflow {
  const byScope = new Map<ScopeId, Set<string>>();
  const gone = new Set<string>();
  for (const id of ids) {
    const found = findStep(workflow, id);
    if (found === undefined) continue;
    byScope.set(found.scopeId, (byScope.get(found.scopeId) ?? new Set()).add(id));
    for (const inner of listIdsInside(found.step)) gone.add(inner);
  }
  let changed = workflow;
  for (const [scopeId, chosen] of byScope) {
    // The scope itself may have gone with a loop that is removed too.
    changed = changeScope(changed, scopeId, ({ steps, edges }) => {
      let rest = edges;
      if (isHealed) for (const id of chosen) rest = healAround(rest, id);
      return {
        steps: steps.filter(({ id }) => !chosen.has(id)),
        edges: rest.filter(({ from, to }) => !chosen.has(from) && !chosen.has(to)),
      };
    });
  }
  return leaveGroups(changed, gone);
}

/**
 * Removes what is selected: steps with all inside and every edge of theirs, edges, notes; of a group only the frame. With `reconnect`,
 * what came before a removed step leads to what came after it.
 */
export function remove(
  selection: Partial<Selection>,
  { reconnect = false }: { readonly reconnect?: boolean } = {},
): Edit {
  return (workflow) => {
    let changed = disconnect(selection.edges ?? [])(workflow);
    changed = removeSteps(changed, selection.steps ?? [], reconnect);
    for (const key of ['notes', 'groups'] as const) {
      const chosen = selection[key];
      if (chosen === undefined || changed[key]?.some(({ id }) => chosen.has(id)) !== true) continue;
      const kept = changed[key]?.filter(({ id }) => !chosen.has(id)) ?? [];
      changed = setAt(changed, [key], kept.length === 0 ? undefined : kept);
    }
    return changed;
  };
}
