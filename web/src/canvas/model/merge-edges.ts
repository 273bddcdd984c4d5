import type { Edge, Workflow } from '#contract/workflow.ts';
import { indexEdges } from './edge-index.ts';
import { hasStep, listScopes } from './find-step.ts';
import { mergeOrder, type OnConflict } from './merge-values.ts';
import type { ScopeId } from './types.ts';

function indexAll(workflow: Workflow): ReadonlyMap<string, Edge> {
  return new Map(listScopes(workflow).flatMap(({ edges }) => [...indexEdges(edges).byKey]));
}

/** Whether edges form a circle. O(edges). */
export function hasCycle(edges: Iterable<Edge>): boolean {
  const incoming = new Map<string, number>();
  const leaving = new Map<string, string[]>();
  for (const { from, to } of edges) {
    incoming.set(from, incoming.get(from) ?? 0);
    incoming.set(to, (incoming.get(to) ?? 0) + 1);
    const list = leaving.get(from);
    if (list === undefined) leaving.set(from, [to]);
    else list.push(to);
  }
  const queue = [...incoming].filter(([, count]) => count === 0).map(([id]) => id);
  for (const id of queue) {
    for (const to of leaving.get(id) ?? []) {
      const left = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, left);
      if (left === 0) queue.push(to);
    }
  }
  return queue.length < incoming.size;
}

/** Follows edges that come one after the other. */
function createReach(edges: Iterable<Edge>): { add(edge: Edge): void; leadsTo(from: string, to: string): boolean } {
  const leaving = new Map<string, string[]>();
  const add = ({ from, to }: Edge) => {
    const list = leaving.get(from);
    if (list === undefined) leaving.set(from, [to]);
    else list.push(to);
  };
  for (const edge of edges) add(edge);
  return {
    add,
    leadsTo(from, to) {
      const seen = new Set([from]);
      for (const at of seen) {
        if (at === to) return true;
        for (const next of leaving.get(at) ?? []) seen.add(next);
      }
      return false;
    },
  };
}

/** Merges edges by key and tells the scope of each. An edge that lost a step, or would close a circle, is left out and reported. */
export function mergeEdges(
  base: Workflow,
  mine: Workflow,
  theirs: Workflow,
  scopeOf: ReadonlyMap<string, ScopeId>,
  onConflict: OnConflict,
): ReadonlyMap<ScopeId, readonly Edge[]> {
  const [inBase, inMine, inTheirs] = [indexAll(base), indexAll(mine), indexAll(theirs)];
  const kept = new Map<string, Edge>();
  const added = new Map<string, Edge>();

  const report = (key: string) =>
    onConflict({ path: ['edges', key], base: inBase.get(key), mine: inMine.get(key), theirs: inTheirs.get(key) });
  const hasEnds = ({ from, to }: Edge) => scopeOf.has(from) && scopeOf.has(to) && scopeOf.get(from) === scopeOf.get(to);
  /** Whether an edge went only because a step of it was removed over there, which is kept here. */
  const isRescued = ({ from, to }: Edge, there: Workflow) => !hasStep(there, from) || !hasStep(there, to);

  for (const [key, edge] of inMine) {
    const isDropped = inBase.has(key) && !inTheirs.has(key) && !isRescued(edge, theirs);
    if (isDropped) continue;
    if (hasEnds(edge)) kept.set(key, edge);
    else if (!inBase.has(key)) report(key);
  }
  for (const [key, edge] of inTheirs) {
    if (inMine.has(key) || inBase.has(key)) continue;
    if (hasEnds(edge)) added.set(key, edge);
    else report(key);
  }
  if (added.size > 0 && hasCycle([...kept.values(), ...added.values()])) {
    const reach = createReach(kept.values());
    for (const [key, edge] of added) {
      if (reach.leadsTo(edge.to, edge.from)) {
        report(key);
      } else {
        reach.add(edge);
        kept.set(key, edge);
      }
    }
  } else {
    for (const [key, edge] of added) kept.set(key, edge);
  }
  const order = mergeOrder([...inBase.keys()], [...inMine.keys()], [...inTheirs.keys()], new Set(kept.keys()));
  const byScope = new Map<ScopeId, Edge[]>();
  for (const key of order) {
    const edge = kept.get(key);
    if (edge === undefined) continue;
    const scopeId = scopeOf.get(edge.from);
    const list = byScope.get(scopeId);
    if (list === undefined) byScope.set(scopeId, [edge]);
    else list.push(edge);
  }
  return byScope;
}
