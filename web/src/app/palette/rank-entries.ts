import UFuzzy from '@leeoniya/ufuzzy';
import type { Entry } from './entry.ts';

/** Forgives one slip of the finger in a word, takes words in any order, and knows letters of every script. */
const fuzzy = new UFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraMode: 1,
});
const MAX_TERMS_IN_ANY_ORDER = 3;
/** More lines than these nobody reads. */
const MAX_RESULTS = 50;

/**
 * Entries that fit the words, best first: those whose label begins with them, then those whose label holds them, then those found by other
 * words. Of equals, what was used before comes first.
 */
export function rankEntries(
  entries: readonly Entry[],
  query: string,
  recent: readonly string[] = [],
): readonly Entry[] {
  const words = query.trim();
  if (words === '') return entries.slice(0, MAX_RESULTS);
  const found = new Map<Entry, number>();
  const start = words.toLocaleLowerCase();
  for (const entry of entries) if (entry.label.toLocaleLowerCase().startsWith(start)) found.set(entry, 0);
  const add = (toText: (entry: Entry) => string, tier: number): void => {
    for (const index of search(entries.map(toText), words)) {
      const entry = entries[index];
      if (entry !== undefined && !found.has(entry)) found.set(entry, tier);
    }
  };
  add(({ label }) => label, 1);
  add(({ label, keywords = '', kind }) => `${label} ${keywords} ${kind}`, 2);
  const age = new Map(recent.map((id, index) => [id, index]));
  const toAge = ({ id }: Entry): number => age.get(id) ?? recent.length;
  return [...found]
    .sort(([one, tier], [other, otherTier]) => tier - otherTier || toAge(one) - toAge(other))
    .slice(0, MAX_RESULTS)
    .map(([entry]) => entry);
}

function search(texts: string[], words: string): readonly number[] {
  const [indexes, info, order] = fuzzy.search(texts, words, MAX_TERMS_IN_ANY_ORDER);
  if (indexes === null) return [];
  return order === null ? indexes : order.flatMap((at) => info.idx[at] ?? []);
}
