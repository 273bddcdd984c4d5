import type { Block } from './block.ts';
import type { BlockRegistry } from './registry.ts';

/** How much a term says about a block: 0 when it does not occur. */
function scoreTerm(term: string, { descriptor }: Block): number {
  const id = descriptor.id.toLowerCase();
  const label = descriptor.label.toLowerCase();
  if (id === term || label === term) return 100;
  if (label.startsWith(term)) return 60;
  const words = [...label.split(/\W+/), ...id.split(/[^a-z0-9]+/)];
  if (words.includes(term)) return 50;
  const keywords = (descriptor.keywords ?? []).map((keyword) => keyword.toLowerCase());
  if (keywords.includes(term)) return 45;
  if (words.some((word) => word.startsWith(term))) return 40;
  if (keywords.some((keyword) => keyword.startsWith(term))) return 30;
  if (id.includes(term) || label.includes(term)) return 20;
  if (descriptor.category.toLowerCase() === term) return 15;
  return descriptor.description.toLowerCase().includes(term) ? 5 : 0;
}

/** Blocks in which every word of `text` occurs, best first; all blocks for empty text. */
export function searchBlocks(registry: BlockRegistry, text: string): readonly Block[] {
  const terms = text
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, 20);
  const found: { block: Block; score: number }[] = [];
  for (const block of registry.list()) {
    const scores = terms.map((term) => scoreTerm(term, block));
    if (scores.includes(0)) continue;
    found.push({ block, score: scores.reduce((sum, score) => sum + score, 0) });
  }
  return found.sort((a, b) => b.score - a.score).map(({ block }) => block);
}

/** A category and how many blocks it has. */
export interface BlockCategory {
  readonly id: string;
  readonly count: number;
}

/** The categories of the blocks there are, by name. */
export function listCategories(registry: BlockRegistry): readonly BlockCategory[] {
  const counts = new Map<string, number>();
  for (const { descriptor } of registry.list())
    counts.set(descriptor.category, (counts.get(descriptor.category) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, count })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
