import type { Scope } from './scope.ts';

/** The edges of a scope as a graph of positions. */
export interface Graph {
  /** Positions in an order in which every step comes after those before it; shorter than the scope when there is a cycle. */
  readonly order: readonly number[];
  /** Positions that form a cycle, in its direction. */
  readonly cycle: readonly number[] | undefined;
  /** Whether `before` comes before `after` on some way along the edges. */
  isUpstream(before: number, after: number): boolean;
}

/** Builds the graph. Edges to unknown steps and of a step to itself are left out. */
export function createGraph(scope: Scope): Graph {
  const count = scope.steps.length;
  const following: number[][] = scope.steps.map(() => []);
  const preceding: number[][] = scope.steps.map(() => []);
  for (const edge of scope.edges) {
    const from = scope.byId.get(edge.from);
    const to = scope.byId.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    following[from]?.push(to);
    preceding[to]?.push(from);
  }
  const open = preceding.map((list) => list.length);
  const order: number[] = [];
  open.forEach((left, index) => {
    if (left === 0) order.push(index);
  });
  for (const index of order) {
    for (const next of following[index] ?? []) {
      const left = (open[next] ?? 0) - 1;
      open[next] = left;
      if (left === 0) order.push(next);
    }
  }

  /** Row by row, one bit for each step that comes before. 10,000 steps take 12 MB, once. */
  const words = Math.ceil(count / 32);
  let rows: Uint32Array | undefined;
  const buildRows = (): Uint32Array => {
    const bits = new Uint32Array(count * words);
    for (const index of order) {
      const start = index * words;
      for (const before of preceding[index] ?? []) {
        const other = before * words;
        for (let word = 0; word < words; word++)
          bits[start + word] = (bits[start + word] ?? 0) | (bits[other + word] ?? 0);
        const own = start + (before >>> 5);
        bits[own] = (bits[own] ?? 0) | (1 << (before & 31));
      }
    }
    return bits;
  };

  return {
    order,
    cycle: order.length === count ? undefined : findCycle(preceding, open),
    isUpstream(before, after) {
      rows ??= buildRows();
      return ((rows[after * words + (before >>> 5)] ?? 0) & (1 << (before & 31))) !== 0;
    },
  };
}

/** Every step left over has one before it that is left over too: going back must come round. */
function findCycle(preceding: readonly (readonly number[])[], open: readonly number[]): readonly number[] {
  let current = open.findIndex((left) => left > 0);
  const seen = new Map<number, number>();
  const walk: number[] = [];
  while (!seen.has(current)) {
    seen.set(current, walk.length);
    walk.push(current);
    current = preceding[current]?.find((before) => (open[before] ?? 0) > 0) ?? current;
  }
  const cycle = walk.slice(seen.get(current)).reverse();
  const first = cycle.indexOf(Math.min(...cycle.slice(0, 1_000)));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
