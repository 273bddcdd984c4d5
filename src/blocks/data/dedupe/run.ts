import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { toCanonicalJson } from '../canonical-json.ts';
import { compileFieldPath } from '../field-path.ts';
import { readChoice, readFlag, readList, readTexts } from '../read-input.ts';

/** Keeps one item of each kind: by chosen fields, or by the whole item whatever the order of its keys. */
export function run({ inputs }: BlockContext): JsonObject {
  const items = readList(inputs, 'items');
  const readers = readTexts(inputs, 'by').map(compileFieldPath);
  const folding = {
    ignoreCase: readFlag(inputs, 'ignoreCase', false),
    trim: readFlag(inputs, 'trim', false),
    convertTypes: readFlag(inputs, 'convertTypes', false),
  };
  const keepsLast = readChoice(inputs, 'keep', ['first', 'last'], 'first') === 'last';

  const keptAt = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const key =
      readers.length === 0
        ? toCanonicalJson(item, folding)
        : readers.map((read) => toCanonicalJson(read(item), folding)).join('\n');
    if (keepsLast || !keptAt.has(key)) keptAt.set(key, index);
  }
  const chosen = new Set(keptAt.values());
  const kept: JsonValue[] = [];
  const duplicates: JsonValue[] = [];
  for (const [index, item] of items.entries()) (chosen.has(index) ? kept : duplicates).push(item);
  return { items: kept, duplicates, count: kept.length, removed: duplicates.length };
}
