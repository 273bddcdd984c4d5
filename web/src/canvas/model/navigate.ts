import type { Workflow } from '#contract/workflow.ts';
import { centerOf } from './boxes.ts';
import { edgesFrom, edgesTo } from './edge-index.ts';
import { findScope, findStep } from './find-step.ts';
import type { Geometry } from './geometry.ts';
import type { Box } from './types.ts';

/** A way the arrow keys go; `in` and `out` enter and leave a loop. */
export type Direction = 'left' | 'right' | 'up' | 'down' | 'in' | 'out';

/** How far something lies in a direction: less is nearer, `undefined` when it does not lie there at all. */
function distanceIn(direction: 'left' | 'right' | 'up' | 'down', from: Box, to: Box): number | undefined {
  const [a, b] = [centerOf(from), centerOf(to)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = { right: dx, left: -dx, down: dy, up: -dy }[direction];
  const across = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
  // A cone of 45 degrees either side, so that every neighbour can be reached by some key.
  return along <= 0 || across > along * 1.5 ? undefined : along + 2 * across;
}

function nearest(
  geometry: Geometry,
  from: Box,
  ids: Iterable<string>,
  measure: (box: Box) => number | undefined,
): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const box = geometry.steps.get(id);
    const distance = box === undefined || box === from ? undefined : measure(box);
    if (distance === undefined || distance >= least) continue;
    best = id;
    least = distance;
  }
  return best;
}

/**
 * The step an arrow key goes to: right along the edges that leave, left along those that enter, up and down, and where there is no edge, to
 * the nearest card in that direction, in the same body. `undefined` at the end. O(steps of the body).
 */
export function findNext(workflow: Workflow, geometry: Geometry, id: string, direction: Direction): string | undefined {
  const found = findStep(workflow, id);
  const from = geometry.steps.get(id);
  if (found === undefined || from === undefined) return undefined;
  if (direction === 'out') return found.scopeId;
  const scope = findScope(workflow, direction === 'in' ? id : found.scopeId);
  if (scope === undefined) return undefined;
  const ids = scope.steps.map((step) => step.id);
  if (direction === 'in') return firstOf(geometry, ids);
  const { y } = centerOf(from);
  if (direction === 'right' || direction === 'left') {
    const linked =
      direction === 'right'
        ? edgesFrom(scope.edges, id).map(({ to }) => to)
        : edgesTo(scope.edges, id).map((edge) => edge.from);
    const next = nearest(geometry, from, linked, (box) => Math.abs(centerOf(box).y - y));
    if (next !== undefined) return next;
  }
  return nearest(geometry, from, ids, (box) => distanceIn(direction, from, box));
}

function firstOf(geometry: Geometry, ids: Iterable<string>): string | undefined {
  let first: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const box = geometry.steps.get(id);
    if (box === undefined || box.x + box.y / 1000 >= least) continue;
    first = id;
    least = box.x + box.y / 1000;
  }
  return first;
}

/** Where the arrow keys begin when nothing is selected: the leftmost card shown. */
export function findFirst(geometry: Geometry): string | undefined {
  return firstOf(geometry, geometry.steps.keys());
}
