import type { Edge, Step, Workflow } from '#contract/workflow.ts';
import { boundsOf, centerOf } from './boxes.ts';
import type { Positions } from './edits/layout.ts';
import { findScope } from './find-step.ts';
import { cardSize, computeGeometry, type GeometryOptions } from './geometry.ts';
import { type LayoutGraph, listComponents, normalise, type Placed } from './layout/graph.ts';
import { layoutLayered } from './layout/layered.ts';
import { layoutWithDagre } from './layout/with-dagre.ts';
import { EMPTY_FRAME, FRAME_HEADER, FRAME_PADDING, LAYOUT_GAP } from './sizes.ts';
import type { Blocks, Box, Point, ScopeId, Size } from './types.ts';

/** Beyond these dagre takes longer than a person waits: 300 steps with 900 edges took it nearly two seconds. */
const MAX_FOR_DAGRE = { nodes: 250, edges: 350 } as const;

/** Parts that hang together are laid out apart, then stacked; steps without edges stand in rows below. O(steps + edges) beyond dagre. */
function layoutGraph(graph: LayoutGraph): Placed {
  const places: Point[] = graph.nodes.map(() => ({ x: 0, y: 0 }));
  const alone: number[] = [];
  let top = 0;
  const components = listComponents(graph);
  const placeOf = new Map<number, readonly [component: number, at: number]>();
  components.forEach((members, component) => {
    members.forEach((node, at) => {
      placeOf.set(node, [component, at]);
    });
  });
  const inside: (readonly [number, number])[][] = components.map(() => []);
  for (const [from, to] of graph.edges) {
    const [source, target] = [placeOf.get(from), placeOf.get(to)];
    if (source !== undefined && target !== undefined) inside[source[0]]?.push([source[1], target[1]]);
  }
  components.forEach((members, component) => {
    const [first] = members;
    if (members.length === 1 && first !== undefined) {
      alone.push(first);
      return;
    }
    const nodes = members.map((at) => graph.nodes[at] ?? EMPTY_FRAME);
    const part = { nodes, edges: inside[component] ?? [] };
    const isSmall = nodes.length <= MAX_FOR_DAGRE.nodes && part.edges.length <= MAX_FOR_DAGRE.edges;
    const placed = isSmall ? layoutWithDagre(part) : layoutLayered(part);
    members.forEach((at, index) => {
      const { x, y } = placed.places[index] ?? { x: 0, y: 0 };
      places[at] = { x, y: y + top };
    });
    top += placed.size.height + 2 * LAYOUT_GAP.y;
  });
  const perRow = Math.max(1, Math.ceil(Math.sqrt(alone.length)));
  for (let start = 0; start < alone.length; start += perRow) {
    let left = 0;
    let height = 0;
    for (const at of alone.slice(start, start + perRow)) {
      const size = graph.nodes[at] ?? EMPTY_FRAME;
      places[at] = { x: left, y: top };
      left += size.width + LAYOUT_GAP.x / 2;
      height = Math.max(height, size.height);
    }
    top += height + LAYOUT_GAP.y;
  }
  return normalise(graph.nodes, places);
}

export interface LayoutOptions {
  readonly blocks?: Blocks;
  /** Only the body of this loop, with what is inside it; everything by default. */
  readonly only?: { readonly scopeId: ScopeId };
}

/** Lays out steps and, before them, the bodies of their loops. */
function layoutScope(
  steps: readonly Step[],
  edges: readonly Edge[],
  blocks: Blocks | undefined,
  into: Map<string, Point>,
): Size {
  const nodes = steps.map((step): Size => {
    if (step.body === undefined) return cardSize(step, blocks);
    const { width, height } = layoutScope(step.body.steps, step.body.edges, blocks, into);
    if (step.collapsed === true) return cardSize(step, blocks);
    return {
      width: Math.max(EMPTY_FRAME.width, width + 2 * FRAME_PADDING),
      height: Math.max(EMPTY_FRAME.height, height + 2 * FRAME_PADDING + FRAME_HEADER),
    };
  });
  const at = new Map(steps.map(({ id }, index) => [id, index]));
  const pairs = edges.flatMap(({ from, to }) => {
    const [source, target] = [at.get(from), at.get(to)];
    return source === undefined || target === undefined || source === target ? [] : [[source, target] as const];
  });
  const { places, size } = layoutGraph({ nodes, edges: pairs });
  steps.forEach(({ id }, index) => {
    into.set(id, places[index] ?? { x: 0, y: 0 });
  });
  return size;
}

/** Notes keep their place beside the step they were nearest to. */
function moveNotes(
  workflow: Workflow,
  before: ReadonlyMap<string, Box>,
  notes: ReadonlyMap<string, Box>,
  steps: ReadonlyMap<string, Point>,
) {
  const moved = new Map<string, Point>();
  const cards = workflow.steps.flatMap(({ id }) => {
    const box = before.get(id);
    return box === undefined ? [] : [{ id, box, center: centerOf(box) }];
  });
  for (const [noteId, note] of notes) {
    const { x, y } = centerOf(note);
    let nearest: (typeof cards)[number] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const card of cards) {
      const distance = (card.center.x - x) ** 2 + (card.center.y - y) ** 2;
      if (distance >= least) continue;
      nearest = card;
      least = distance;
    }
    const to = nearest === undefined ? undefined : steps.get(nearest.id);
    if (nearest !== undefined && to !== undefined)
      moved.set(noteId, { x: note.x + to.x - nearest.box.x, y: note.y + to.y - nearest.box.y });
  }
  return moved;
}

/**
 * Places for everything, in layers from left to right; the same for the same document. The whole keeps its upper left corner, so that the
 * canvas does not jump. Hand it to `applyPositions`.
 */
export function computeLayout(workflow: Workflow, { blocks, only }: LayoutOptions = {}): Positions {
  const steps = new Map<string, Point>();
  const scope = findScope(workflow, only?.scopeId);
  if (scope === undefined) return { steps };
  layoutScope(scope.steps, scope.edges, blocks, steps);
  if (scope.id !== undefined) return { steps };
  const options: GeometryOptions = blocks === undefined ? {} : { blocks };
  const before = computeGeometry(workflow, options);
  const isPlaced = workflow.steps.some(({ position }) => position !== undefined);
  const corner = isPlaced ? boundsOf(workflow.steps.flatMap(({ id }) => before.steps.get(id) ?? [])) : undefined;
  for (const { id } of workflow.steps) {
    const { x, y } = steps.get(id) ?? { x: 0, y: 0 };
    steps.set(id, { x: x + Math.round(corner?.x ?? 0), y: y + Math.round(corner?.y ?? 0) });
  }
  return { steps, notes: moveNotes(workflow, before.steps, before.notes, steps) };
}

/** Whether steps lack a position, as in documents written by hand: then the editor lays them out before anything is drawn. */
export function lacksPositions(workflow: Workflow): boolean {
  const lacks = (steps: readonly Step[]): boolean =>
    steps.some((step) => step.position === undefined || (step.body !== undefined && lacks(step.body.steps)));
  return lacks(workflow.steps);
}
