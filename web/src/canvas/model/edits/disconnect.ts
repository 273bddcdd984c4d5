import { findEdge } from '../edge-index.ts';
import { toEdgeKey } from '../edge-key.ts';
import { changeScope } from '../edit-scope.ts';
import type { Edit, ScopeId } from '../types.ts';

/** Takes edges away, by key. */
export function disconnect(keys: Iterable<string>): Edit {
  return (workflow) => {
    const byScope = new Map<ScopeId, Set<string>>();
    for (const key of keys) {
      const found = findEdge(workflow, key);
      if (found === undefined) continue;
      byScope.set(found.scopeId, (byScope.get(found.scopeId) ?? new Set()).add(key));
    }
    let changed = workflow;
    for (const [scopeId, gone] of byScope) {
      changed = changeScope(changed, scopeId, ({ steps, edges }) => ({
        steps,
        edges: edges.filter((edge) => !gone.has(toEdgeKey(edge))),
      }));
    }
    return changed;
  };
}
