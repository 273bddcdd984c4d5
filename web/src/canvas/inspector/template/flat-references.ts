import type { ReferenceNode } from '../../model/references.ts';

/** A line of the tree of references. */
export interface ReferenceLine {
  readonly node: ReferenceNode;
  readonly depth: number;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
}

/** Lines shown at once, levels and nodes a search looks at: trees of real data are large. */
const MAX_LINES = 300;
const MAX_DEPTH = 6;
const MAX_LOOKED = 5_000;

/** The lines of the open part of a tree. */
export function toLines(roots: readonly ReferenceNode[], open: ReadonlySet<string>): readonly ReferenceLine[] {
  const lines: ReferenceLine[] = [];
  const visit = (nodes: readonly ReferenceNode[], depth: number) => {
    for (const node of nodes) {
      if (lines.length >= MAX_LINES) return;
      const isOpen = open.has(node.expression);
      lines.push({ node, depth, isOpen, hasChildren: node.children().length > 0 });
      if (isOpen) visit(node.children(), depth + 1);
    }
  };
  visit(roots, 0);
  return lines;
}

/** Every reference whose path or description holds all words, the shortest paths first. */
export function searchReferences(roots: readonly ReferenceNode[], query: string): readonly ReferenceLine[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: ReferenceNode[] = [];
  let level: readonly ReferenceNode[] = roots;
  let looked = 0;
  // Level by level, so that a large value cannot hide the steps behind it.
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const next: ReferenceNode[] = [];
    for (const node of level) {
      looked += 1;
      if (looked > MAX_LOOKED) break;
      const text = `${node.expression} ${node.name}`.toLowerCase();
      if (words.every((word) => text.includes(word))) found.push(node);
      next.push(...node.children());
    }
    level = next;
  }
  return found.slice(0, MAX_LINES).map((node) => ({ node, depth: 0, isOpen: false, hasChildren: false }));
}
