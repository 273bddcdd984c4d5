import type { Edge } from '#contract/workflow.ts';

/** Name of an edge in a selection, an overlay or a difference: no two edges of a document share one. */
export function toEdgeKey({ from, port, to }: Edge): string {
  return `${from}:${port ?? ''}>${to}`;
}
