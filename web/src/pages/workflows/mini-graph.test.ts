import { describe, expect, it } from 'vitest';
import { toMiniGraph } from './mini-graph.ts';

const step = (id: string) => ({ id, process: { block: 'data.set' } });

describe('toMiniGraph', () => {
  it('puts each step behind all that lead to it', () => {
    const { nodes, edges } = toMiniGraph({
      steps: ['a', 'b', 'c', 'd'].map(step),
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'd' },
        { from: 'a', to: 'c' },
        { from: 'c', to: 'd' },
        { from: 'a', to: 'd' },
      ],
    });
    const x = Object.fromEntries(nodes.map((node) => [node.id, node.x]));
    expect(x.a).toBeLessThan(x.b ?? 0);
    expect(x.b).toBe(x.c);
    expect(x.d).toBeGreaterThan(x.b ?? 0);
    expect(edges.length).toBe(5);
  });

  it('ends in circles, and leaves out edges that lead nowhere', () => {
    const graph = toMiniGraph({
      steps: ['a', 'b'].map(step),
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
        { from: 'a', to: 'a' },
        { from: 'a', to: 'gone' },
      ],
    });
    expect(graph.edges.length).toBe(2);
    expect(graph.nodes.every((node) => Number.isFinite(node.x) && node.x >= 0)).toBe(true);
  });

  it('draws nothing for nothing', () => {
    expect(toMiniGraph({ steps: [], edges: [] })).toEqual({ nodes: [], edges: [], width: 0, height: 0 });
  });
});
