import type { Edge, Workflow } from '#contract/workflow.ts';
import { toEdgeKey } from './edge-key.ts';
import { findScope, findStep } from './find-step.ts';
import type { ScopeId } from './types.ts';

/** The edges of one scope by their ends and keys. */
export interface EdgeIndex {
  readonly from: ReadonlyMap<string, readonly Edge[]>;
  readonly to: ReadonlyMap<string, readonly Edge[]>;
  readonly byKey: ReadonlyMap<string, Edge>;
}

const NONE: readonly Edge[] = [];
const indexes = new WeakMap<readonly Edge[], EdgeIndex>();

function push(lists: Map<string, Edge[]>, id: string, edge: Edge): void {
  const list = lists.get(id);
  if (list === undefined) lists.set(id, [edge]);
  else list.push(edge);
}

/** O(edges) for a list not seen before, O(1) afterwards. */
export function indexEdges(edges: readonly Edge[]): EdgeIndex {
  const known = indexes.get(edges);
  if (known !== undefined) return known;
  const from = new Map<string, Edge[]>();
  const to = new Map<string, Edge[]>();
  const byKey = new Map<string, Edge>();
  for (const edge of edges) {
    push(from, edge.from, edge);
    push(to, edge.to, edge);
    byKey.set(toEdgeKey(edge), edge);
  }
  const index = { from, to, byKey };
  indexes.set(edges, index);
  return index;
}

/** The edges leaving a step. */
export function edgesFrom(edges: readonly Edge[], id: string): readonly Edge[] {
  return indexEdges(edges).from.get(id) ?? NONE;
}

/** The edges entering a step. */
export function edgesTo(edges: readonly Edge[], id: string): readonly Edge[] {
  return indexEdges(edges).to.get(id) ?? NONE;
}

/** The edge of a key (`toEdgeKey`), in whichever scope. O(1). */
export function findEdge(
  workflow: Workflow,
  key: string,
): { readonly edge: Edge; readonly scopeId: ScopeId } | undefined {
  // Ids hold no colon, so what is before the first one is where the edge begins.
  const found = findStep(workflow, key.slice(0, Math.max(0, key.indexOf(':'))));
  if (found === undefined) return undefined;
  const edge = indexEdges(findScope(workflow, found.scopeId)?.edges ?? NONE).byKey.get(key);
  return edge === undefined ? undefined : { edge, scopeId: found.scopeId };
}

/** What `id` leads to along edges, itself left out. O(edges reached). */
export function listReached(edges: readonly Edge[], id: string, way: 'from' | 'to' = 'from'): ReadonlySet<string> {
  const index = indexEdges(edges)[way];
  const reached = new Set<string>();
  const queue = [id];
  for (const at of queue) {
    for (const edge of index.get(at) ?? NONE) {
      const next = way === 'from' ? edge.to : edge.from;
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached;
}

/** Whether edges lead from one step to another, or they are the same. */
export function leadsTo(edges: readonly Edge[], from: string, to: string): boolean {
  return from === to || listReached(edges, from).has(to);
}
