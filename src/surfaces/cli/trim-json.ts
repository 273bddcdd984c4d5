import type { JsonValue } from '#contract/json.ts';
import { toLine } from './printable.ts';

/** Enough of a value to fill any line; the rest is not even serialised. */
const MAX_PARTS = 50;
const MAX_TEXT = 500;

function shorten(value: JsonValue, left: { parts: number }): JsonValue {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const kept: JsonValue[] = [];
    for (const item of value) {
      if (left.parts-- <= 0) return [...kept, '…'];
      kept.push(shorten(item, left));
    }
    return kept;
  }
  const kept: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (left.parts-- <= 0) return Object.fromEntries([...kept, ['…', '…']]);
    kept.push([key, shorten(item, left)]);
  }
  return Object.fromEntries(kept);
}

/** A value as one line of JSON, at most `max` characters. */
export function toShortJson(value: JsonValue, max: number): string {
  return toLine(JSON.stringify(shorten(value, { parts: MAX_PARTS })), max);
}
