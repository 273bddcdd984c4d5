import { LAYOUT_GAP } from '../sizes.ts';
import type { Point } from '../types.ts';
import { type LayoutGraph, normalise, type Placed } from './graph.ts';

const ORDER_SWEEPS = 8;
const PLACE_SWEEPS = 6;

/** Columns from left to right: each node right of all before it, and no further left of what follows than it must. */
function rank(count: number, before: readonly number[][], after: readonly number[][]): number[] {
  const ranks = new Array<number>(count).fill(0);
  const waiting = before.map((list) => list.length);
  const order = waiting.flatMap((left, at) => (left === 0 ? [at] : []));
  for (const at of order) {
    for (const next of after[at] ?? []) {
      ranks[next] = Math.max(ranks[next] ?? 0, (ranks[at] ?? 0) + 1);
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  // What nothing comes before stands next to what it leads to.
  for (const at of order.toReversed()) {
    const following = (after[at] ?? []).map((next) => ranks[next] ?? 0);
    if ((before[at] ?? []).length === 0 && following.length > 0) ranks[at] = Math.min(...following) - 1;
  }
  return ranks;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Puts nodes of a column where their neighbours are on average, without overlap, disturbing as little as possible. */
function settle(
  column: readonly number[],
  wanted: readonly number[],
  heights: readonly number[],
  tops: number[],
): void {
  let free = -Infinity;
  column.forEach((at, place) => {
    tops[at] = Math.max(free, wanted[place] ?? 0);
    free = (tops[at] ?? 0) + (heights[at] ?? 0) + LAYOUT_GAP.y;
  });
  // Everything was pushed down; push back half of what a run of touching nodes was pushed on average.
  let start = 0;
  for (let end = 1; end <= column.length; end++) {
    const last = column[end - 1] ?? 0;
    const next = column[end];
    const touches = next !== undefined && (tops[next] ?? 0) <= (tops[last] ?? 0) + (heights[last] ?? 0) + LAYOUT_GAP.y;
    if (touches) continue;
    const run = column.slice(start, end);
    const pushed = mean(run.map((at, place) => (tops[at] ?? 0) - (wanted[start + place] ?? 0))) ?? 0;
    const above = column[start - 1];
    const limit = above === undefined ? -Infinity : (tops[above] ?? 0) + (heights[above] ?? 0) + LAYOUT_GAP.y;
    const by = Math.min(pushed, (tops[run[0] ?? 0] ?? 0) - limit);
    for (const at of run) tops[at] = (tops[at] ?? 0) - by;
    start = end;
  }
}

/**
 * Layers from left to right for graphs too large for dagre: ranks by longest way, order by the mean of neighbours, places by settling.
 * O(sweeps · (nodes + edges) · log nodes), well under a second for 10,000.
 */
export function layoutLayered(graph: LayoutGraph): Placed {
  const { nodes, edges } = graph;
  const after: number[][] = nodes.map(() => []);
  const before: number[][] = nodes.map(() => []);
  for (const [from, to] of edges) {
    after[from]?.push(to);
    before[to]?.push(from);
  }
  const ranks = rank(nodes.length, before, after);
  const least = ranks.reduce((low, value) => Math.min(low, value), 0);
  const columns: number[][] = [];
  const place = new Array<number>(nodes.length).fill(0);
  // A walk along the edges keeps what belongs together close from the beginning.
  const seen = new Set<number>();
  const enter = (start: number) => {
    const stack = [start];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const column = (ranks[at] ?? 0) - least;
      columns[column] ??= [];
      columns[column].push(at);
      stack.push(...(after[at] ?? []).toReversed());
    }
  };
  nodes.forEach((_, at) => {
    if ((before[at] ?? []).length === 0) enter(at);
  });
  nodes.forEach((_, at) => {
    enter(at);
  });
  const number = () => {
    for (const column of columns)
      column?.forEach((at, index) => {
        place[at] = index / column.length;
      });
  };
  number();
  for (let sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      if (column === undefined) continue;
      const keys = new Map(
        column.map((at) => [at, mean((neighbours[at] ?? []).map((next) => place[next] ?? 0)) ?? place[at] ?? 0]),
      );
      column.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      column.forEach((at, index) => {
        place[at] = index / column.length;
      });
    }
  }
  const heights = nodes.map(({ height }) => height);
  const tops = new Array<number>(nodes.length).fill(0);
  for (const column of columns)
    if (column !== undefined)
      settle(
        column,
        column.map(() => 0),
        heights,
        tops,
      );
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
    const neighbours = sweep % 2 === 0 ? before : after;
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      if (column === undefined) continue;
      const wanted = column.map((at) => {
        const middle = mean((neighbours[at] ?? []).map((next) => (tops[next] ?? 0) + (heights[next] ?? 0) / 2));
        return middle === undefined ? (tops[at] ?? 0) : middle - (heights[at] ?? 0) / 2;
      });
      settle(column, wanted, heights, tops);
    }
  }
  const places = new Array<Point>(nodes.length).fill({ x: 0, y: 0 });
  let x = 0;
  for (const column of columns) {
    if (column === undefined) continue;
    let width = 0;
    for (const at of column) {
      places[at] = { x, y: tops[at] ?? 0 };
      width = Math.max(width, nodes[at]?.width ?? 0);
    }
    x += width + LAYOUT_GAP.x;
  }
  return normalise(nodes, places);
}
