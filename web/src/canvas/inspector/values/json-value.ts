import type { JsonObject, JsonValue } from '#contract/json.ts';

/** Whether a value is an object, and no list. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A list or object written as JSON text, parsed; any other value as it is. */
export function parseJsonText(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** A part of the document as JSON: the contract's types are JSON whose absent keys may be undefined, which JSON has not. */
export function toJsonObject(part: object): JsonObject {
  return part as JsonObject;
}

/** What JSON text says, or why it says nothing. */
export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly reason: string };

/** Reads JSON text. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (thrown) {
    return { ok: false, reason: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** How deep a glimpse looks: a list of objects shows what is in the first of them. */
const GLIMPSE_DEPTH = 2;

/** A value in one short line: `[{ id: 1, lines: [3] }, …]`, `"text"`. Looks at no more of it than is shown. */
export function toGlimpse(value: JsonValue | undefined, chars = 80): string {
  if (value === undefined) return '';
  const text = glimpse(value, chars, GLIMPSE_DEPTH);
  return text.length > chars ? `${text.slice(0, chars - 1)}…` : text;
}

function glimpse(value: JsonValue, chars: number, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > chars ? value.slice(0, chars + 1) : value);
  if (typeof value !== 'object' || value === null) return String(value);
  const list = isList(value);
  const length = list ? value.length : Object.keys(value).length;
  if (length === 0) return list ? '[]' : '{}';
  if (depth === 0) return list ? `[${length}]` : '{…}';
  let text = '';
  for (const key in value) {
    const inner = list ? value[Number(key)] : value[key];
    const named = list ? '' : `${key}: `;
    text += `${text === '' ? '' : ', '}${named}${glimpse(inner ?? null, chars, depth - 1)}`;
    if (text.length > chars) break;
  }
  return list ? `[${text}]` : `{ ${text} }`;
}
