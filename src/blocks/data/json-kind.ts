import type { JsonObject, JsonValue } from '#contract/json.ts';

/** Whether the value is a list. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether the value is an object, neither a list nor null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The value in the words of a message: `text "abc"`, `a list of 3`, `an object`, shortened. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (isList(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  return String(value);
}
