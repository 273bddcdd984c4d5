import type { Workflow } from '#contract/workflow.ts';

/** A step as a small box. */
export interface MiniNode {
  readonly id: string;
  readonly block: string;
  readonly x: number;
  readonly y: number;
  readonly hasBody: boolean;
}

/** A workflow as a small drawing. */
export interface MiniGraph {
  readonly nodes: readonly MiniNode[];
  readonly edges: readonly { readonly id: string; readonly from: MiniNode; readonly to: MiniNode }[];
  readonly width: number;
  readonly height: number;
}

/** Size of a box and the room between two. */
export const MINI = { width: 28, height: 16, gapX: 20, gapY: 12 } as const;

/** Lays out the outermost steps: each one column behind the last step that leads to it. Goes round no circle twice. */
export function toMiniGraph({ steps, edges }: Pick<Workflow, 'steps' | 'edges'>): MiniGraph {
  const known = new Set(steps.map((step) => step.id));
  const links = edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to);
  const columns = toColumns(steps, links);
  const rows = new Map<number, number>();
  const nodes = new Map<string, MiniNode>();
  for (const step of steps) {
    const column = columns.get(step.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    nodes.set(step.id, {
      id: step.id,
      block: step.process.block,
      x: column * (MINI.width + MINI.gapX),
      y: row * (MINI.height + MINI.gapY),
      hasBody: step.body !== undefined,
    });
  }
  const tallest = Math.max(0, ...rows.values());
  const widest = rows.size === 0 ? 0 : Math.max(...rows.keys()) + 1;
  const height = Math.max(0, tallest * (MINI.height + MINI.gapY) - MINI.gapY);
  const centred = new Map(
    [...nodes].map(([id, node]) => {
      const own = rows.get(columns.get(id) ?? 0) ?? 1;
      const offset = (height - (own * (MINI.height + MINI.gapY) - MINI.gapY)) / 2;
      return [id, { ...node, y: node.y + offset }] as const;
    }),
  );
  return {
    nodes: [...centred.values()],
    edges: links.flatMap((edge, index) => {
      const from = centred.get(edge.from);
      const to = centred.get(edge.to);
      return from === undefined || to === undefined ? [] : [{ id: `${index}`, from, to }];
    }),
    width: Math.max(0, widest * (MINI.width + MINI.gapX) - MINI.gapX),
    height,
  };
}

function toColumns(
  steps: readonly { readonly id: string }[],
  edges: readonly { readonly from: string; readonly to: string }[],
): ReadonlyMap<string, number> {
  const columns = new Map(steps.map((step) => [step.id, 0]));
  // Each round moves what stands too far left; a circle would move for ever, so there are no more rounds than steps.
  for (let round = 0; round < steps.length; round += 1) {
    let moved = false;
    for (const { from, to } of edges) {
      const wanted = (columns.get(from) ?? 0) + 1;
      if ((columns.get(to) ?? 0) >= wanted || wanted >= steps.length) continue;
      columns.set(to, wanted);
      moved = true;
    }
    if (!moved) break;
  }
  return columns;
}
