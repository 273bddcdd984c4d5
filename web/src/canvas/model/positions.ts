import type { Edge, Step } from '#contract/workflow.ts';
import { edgesFrom, edgesTo } from './edge-index.ts';
import { CARD, LAYOUT_GAP } from './sizes.ts';
import type { Point } from './types.ts';

const EMPTY: ReadonlyMap<string, Point> = new Map();
const known = new WeakMap<
  readonly Edge[],
  { readonly ids: readonly string[]; readonly places: ReadonlyMap<string, Point> }
>();

/** How many steps come before each at most; steps in a circle count as first. */
function rankSteps(steps: readonly Step[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const waiting = new Map(steps.map(({ id }) => [id, new Set(edgesTo(edges, id).map(({ from }) => from)).size]));
  const ranks = new Map(steps.map(({ id }) => [id, 0]));
  const queue = steps.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  for (const id of queue) {
    for (const to of new Set(edgesFrom(edges, id).map((edge) => edge.to))) {
      if (!waiting.has(to)) continue;
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) queue.push(to);
    }
  }
  return ranks;
}

/**
 * Where steps without a position stand meanwhile: a column for each rank, below everything that has one. Documents written by hand have
 * no positions; the editor gives them some at once (`placeMissing`), so this only has to be sound. O(steps + edges), kept until the
 * edges or the steps without a position change.
 */
export function findMissingPositions(steps: readonly Step[], edges: readonly Edge[]): ReadonlyMap<string, Point> {
  const missing = steps.filter(({ position }) => position === undefined);
  if (missing.length === 0) return EMPTY;
  const before = known.get(edges);
  if (before?.ids.length === missing.length && missing.every(({ id }, at) => id === before.ids[at]))
    return before.places;
  const ranks = rankSteps(steps, edges);
  let top = 0;
  for (const { position } of steps) if (position !== undefined) top = Math.max(top, position.y + 2 * CARD.height);
  const rows = new Map<number, number>();
  const places = new Map<string, Point>();
  for (const { id } of missing) {
    const rank = ranks.get(id) ?? 0;
    const row = rows.get(rank) ?? 0;
    rows.set(rank, row + 1);
    places.set(id, { x: rank * (CARD.width + LAYOUT_GAP.x), y: top + row * (CARD.height + LAYOUT_GAP.y) });
  }
  known.set(edges, { ids: missing.map(({ id }) => id), places });
  return places;
}
