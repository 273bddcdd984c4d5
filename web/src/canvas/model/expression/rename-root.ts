import type { JsonValue } from '#contract/json.ts';
import { findRootNames } from './root-names.ts';
import { splitText } from './split-text.ts';

/** New names by old ones. */
export type Renames = ReadonlyMap<string, string>;

const MAX_NESTING = 200;

/** A text with names exchanged wherever an expression in it means them; the very same text when none does. */
export function renameInText(text: string, renames: Renames): string {
  if (!text.includes('{{')) return text;
  let renamed = '';
  let from = 0;
  for (const piece of splitText(text)) {
    if (piece.kind === 'text' || piece.isOpen === true) continue;
    for (const { name, start, end } of findRootNames(text.slice(piece.start, piece.end)) ?? []) {
      const to = renames.get(name);
      if (to === undefined) continue;
      renamed += text.slice(from, piece.start + start) + to;
      from = piece.start + end;
    }
  }
  return from === 0 ? text : renamed + text.slice(from);
}

/** Every text inside a value renamed; the very same value when nothing changes. */
export function renameInValue<T extends JsonValue | undefined>(value: T, renames: Renames): T {
  // The same value with other texts.
  return change(value, renames, 0) as T;
}

function change(value: unknown, renames: Renames, depth: number): unknown {
  if (typeof value === 'string') return renameInText(value, renames);
  if (typeof value !== 'object' || value === null || depth > MAX_NESTING) return value;
  let isChanged = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const next = change(item, renames, depth + 1);
    isChanged ||= next !== item;
    return [key, next] as const;
  });
  if (!isChanged) return value;
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}
