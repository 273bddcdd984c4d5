import { Graph, layout } from '@dagrejs/dagre';
import { LAYOUT_GAP } from '../sizes.ts';
import { type LayoutGraph, normalise, type Placed } from './graph.ts';

/** Layers from left to right by dagre: beautiful, and slow beyond some hundred nodes. */
export function layoutWithDagre({ nodes, edges }: LayoutGraph): Placed {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: LAYOUT_GAP.y, ranksep: LAYOUT_GAP.x, edgesep: LAYOUT_GAP.y / 2 });
  graph.setDefaultEdgeLabel(() => ({}));
  nodes.forEach(({ width, height }, at) => {
    graph.setNode(String(at), { width, height });
  });
  for (const [from, to] of edges) graph.setEdge(String(from), String(to));
  layout(graph);
  const places = nodes.map(({ width, height }, at) => {
    const { x = 0, y = 0 } = graph.node(String(at));
    return { x: x - width / 2, y: y - height / 2 };
  });
  return normalise(nodes, places);
}
