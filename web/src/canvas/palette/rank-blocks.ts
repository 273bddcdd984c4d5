import UFuzzy from '@leeoniya/ufuzzy';
import type { EditorBlock } from '../store/editor-store.ts';

let shared: UFuzzy | undefined;

/** Forgives one slip of the finger in a word. It knows Latin letters only; other words are looked for as they are. */
function fuzzy(): UFuzzy {
  shared ??= new UFuzzy({ intraMode: 1 });
  return shared;
}

const MAX_TERMS_IN_ANY_ORDER = 3;

/** Blocks that fit the words, best first; all of them as they are when there are none. Names weigh more than keywords, these more than descriptions. */
export function rankBlocks(blocks: readonly EditorBlock[], query: string): readonly EditorBlock[] {
  const words = query.trim();
  if (words === '') return blocks;
  const found = new Set<EditorBlock>();
  for (const toText of [toName, toKeywords, toAll]) {
    const texts = blocks.map(toText);
    for (const index of rank(texts, words)) {
      const block = blocks[index];
      if (block !== undefined) found.add(block);
    }
  }
  return [...found];
}

function rank(texts: string[], words: string): readonly number[] {
  if (!/[a-z0-9]/i.test(words)) {
    const plain = words.toLowerCase();
    return texts.flatMap((text, at) => (text.toLowerCase().includes(plain) ? [at] : []));
  }
  const [indexes, info, order] = fuzzy().search(texts, words, MAX_TERMS_IN_ANY_ORDER);
  if (indexes === null) return [];
  return order === null ? indexes : order.map((at) => info.idx[at] ?? -1);
}

const toName = (block: EditorBlock) => block.label;
const toKeywords = (block: EditorBlock) => `${block.label} ${block.keywords.join(' ')} ${block.id}`;
const toAll = (block: EditorBlock) => `${toKeywords(block)} ${block.category} ${block.description}`;

/** Blocks by category, categories and blocks by name. */
export function toCategories(
  blocks: readonly EditorBlock[],
): readonly [category: string, blocks: readonly EditorBlock[]][] {
  const categories = Map.groupBy(blocks, (block) => block.category);
  return [...categories]
    .map(([category, members]): [string, readonly EditorBlock[]] => [
      category,
      members.toSorted((a, b) => a.label.localeCompare(b.label)),
    ])
    .sort(([a], [b]) => a.localeCompare(b));
}
