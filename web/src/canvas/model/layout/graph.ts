import type { Point, Size } from '../types.ts';

/** What a layout places: nodes with sizes, in a stable order, and pairs of places in that list. */
export interface LayoutGraph {
  readonly nodes: readonly Size[];
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Upper left corners in the order of the nodes, the least at 0, and what they cover. */
export interface Placed {
  readonly places: readonly Point[];
  readonly size: Size;
}

/** Moves everything so that it begins at 0, 0, on the 4 px grid. */
export function normalise(nodes: readonly Size[], places: readonly Point[]): Placed {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  places.forEach(({ x, y }, at) => {
    const { width, height } = nodes[at] ?? { width: 0, height: 0 };
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  });
  if (left > right) return { places: [], size: { width: 0, height: 0 } };
  const snap = (value: number) => Math.round(value / 4) * 4;
  return {
    places: places.map(({ x, y }) => ({ x: snap(x - left), y: snap(y - top) })),
    size: { width: right - left, height: bottom - top },
  };
}

/** Nodes that edges join, as lists of places, in the order of their first node. O(nodes + edges). */
export function listComponents({ nodes, edges }: LayoutGraph): readonly (readonly number[])[] {
  const parents = nodes.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  for (const [from, to] of edges) {
    const [a, b] = [rootOf(from), rootOf(to)];
    parents[Math.max(a, b)] = Math.min(a, b);
  }
  const components = new Map<number, number[]>();
  nodes.forEach((_, at) => {
    const root = rootOf(at);
    const list = components.get(root);
    if (list === undefined) components.set(root, [at]);
    else list.push(at);
  });
  return [...components.values()];
}
