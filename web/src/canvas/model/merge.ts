import type { Workflow } from '#contract/workflow.ts';
import { soundGroups } from './leave-groups.ts';
import { freeTheirs } from './merge-clashes.ts';
import { mergeEdges } from './merge-edges.ts';
import { mergeSteps } from './merge-steps.ts';
import { mergeValue, type ValueConflict } from './merge-values.ts';
import { isSameJson } from './same-json.ts';
import type { ScopeId } from './types.ts';

/** A place where both sides changed the same thing, or where one side's change has nothing to stand on any more. */
export interface MergeConflict extends ValueConflict {
  /** Names the place for people, e.g. `fetch_orders · input.url`. */
  readonly where: string;
  /**
   * Names and ids from the document down: `['steps', id, 'input', 'url']`, `['steps', id, 'scope']` (the loop it is in), `['steps', id]`,
   * `['edges', key]`, `['notes', id, 'text']`, `['settings', 'timeoutMs']`.
   */
  readonly path: readonly string[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** For a whole step: the loop it was in on their side. */
  readonly scopeId?: ScopeId;
}

export interface MergeResult {
  readonly workflow: Workflow;
  readonly conflicts: readonly MergeConflict[];
}

/** Names a place for people. */
export function describePlace(path: readonly string[]): string {
  const [list, id, ...rest] = path;
  if (list === undefined) return 'workflow';
  if (id === undefined) return list;
  if (list === 'edges') {
    const [from, to] = id.split('>');
    return `${(from ?? '').replace(/:$/, '').replace(':', ' · ')} → ${to}`;
  }
  const name = { steps: id, notes: `note ${id}`, groups: `group ${id}`, inputs: `input ${id}` }[list];
  if (name === undefined) return [list, id, ...rest].join('.');
  return rest.length === 0 ? name : `${name} · ${rest.join('.')}`;
}

/** Fields of the document that are no part of the graph. */
const GRAPH: ReadonlySet<string> = new Set(['steps', 'edges', 'groups']);

/**
 * What a document becomes when two sides changed it: steps by id (also between bodies), edges by key, notes, groups and inputs by id,
 * everything else field by field. Where both changed the same, mine stays and the conflict is listed (`takeTheirs` switches it). The
 * result is as sound as the three were: no edge without its steps, no id twice, no circle. O(steps + edges).
 */
export function mergeWorkflows(base: Workflow, mine: Workflow, theirs: Workflow): MergeResult {
  if (mine === theirs || theirs === base || isSameJson(theirs, base) || isSameJson(mine, theirs))
    return { workflow: mine, conflicts: [] };
  if (mine === base || isSameJson(mine, base)) return { workflow: theirs, conflicts: [] };
  const conflicts: MergeConflict[] = [];
  const onConflict = (conflict: ValueConflict & { readonly scopeId?: ScopeId }) =>
    conflicts.push({ ...conflict, where: describePlace(conflict.path) });
  const free = freeTheirs(base, mine, theirs);

  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(free)])) {
    if (GRAPH.has(key)) continue;
    const value = mergeValue(Reflect.get(base, key), Reflect.get(mine, key), Reflect.get(free, key), [key], onConflict);
    if (value !== undefined) merged[key] = value;
  }
  const kept = mergeSteps(base, mine, free, onConflict);
  const edges = mergeEdges(base, mine, free, kept.scopeOf, onConflict);
  const { steps, edges: topEdges } = kept.build(edges);
  const groups = mergeValue(base.groups, mine.groups, free.groups, ['groups'], onConflict);
  // Put together from parts of three documents of this type.
  const workflow = { ...merged, steps, edges: topEdges, ...(groups === undefined ? {} : { groups }) } as Workflow;
  return { workflow: soundGroups(workflow), conflicts };
}
