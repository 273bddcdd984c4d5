import type { JsonObject, JsonValue } from '#contract/json.ts';

/** What a list, object or text may keep when the whole is too long: the first of everything shows more than all of the first. */
const MAX_ITEMS = 100;
const MAX_TEXT = 4_000;

/** A value whose JSON text has about `maxLength` characters at most, and whether something was left out. */
export function cutJson(
  value: JsonValue,
  maxLength: number,
): { readonly value: JsonValue; readonly truncated: boolean } {
  if (JSON.stringify(value).length <= maxLength) return { value, truncated: false };
  const budget = { left: maxLength };
  return { value: cut(value, budget), truncated: true };
}

function cut(value: JsonValue, budget: { left: number }): JsonValue {
  if (typeof value === 'string') return cutText(value, budget);
  if (typeof value !== 'object' || value === null) {
    budget.left -= String(value).length + 1;
    return value;
  }
  budget.left -= 2;
  if (Array.isArray(value)) {
    const items: JsonValue[] = [];
    for (const item of value as readonly JsonValue[]) {
      if (budget.left <= 0 || items.length >= MAX_ITEMS) break;
      items.push(cut(item, budget));
    }
    return items;
  }
  const entries: [string, JsonValue][] = [];
  for (const [key, item] of Object.entries(value as JsonObject)) {
    if (budget.left <= 0 || entries.length >= MAX_ITEMS) break;
    // A key that is cut would be another key.
    if (key.length > Math.min(budget.left, MAX_TEXT)) continue;
    budget.left -= key.length + 4;
    entries.push([key, cut(item, budget)]);
  }
  return Object.fromEntries(entries);
}

function cutText(text: string, budget: { left: number }): string {
  const room = Math.max(0, Math.min(budget.left, MAX_TEXT));
  if (text.length <= room) {
    budget.left -= text.length + 3;
    return text;
  }
  // Half a character at the end would be none.
  const end = /[\ud800-\udbff]/.test(text.charAt(room - 1)) ? room - 1 : room;
  budget.left -= room + 4;
  return `${text.slice(0, end)}…`;
}
