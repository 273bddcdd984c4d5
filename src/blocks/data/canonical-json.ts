import type { JsonValue } from '#contract/json.ts';
import { isList, isObject } from './json-kind.ts';

/** How values are made equal before they are compared. */
export interface Folding {
  readonly ignoreCase?: boolean;
  readonly trim?: boolean;
  /** Whether the text `1` is the number 1 and the text `true` is true. */
  readonly convertTypes?: boolean;
}

/** JSON with the keys in order, so that equal values give equal text. Text is folded first. */
export function toCanonicalJson(value: JsonValue | undefined, folding: Folding = {}): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return toCanonicalText(value, folding);
  if (isList(value)) return `[${value.map((inner) => toCanonicalJson(inner, folding)).join(',')}]`;
  if (isObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${toCanonicalJson(value[key], folding)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}

function toCanonicalText(text: string, { ignoreCase, trim, convertTypes }: Folding): string {
  let folded = trim ? text.trim() : text;
  if (ignoreCase) folded = folded.toLowerCase();
  if (convertTypes) {
    const plain = folded.trim();
    if (plain === 'true' || plain === 'false') return plain;
    // Only text a number would be written as: `007` and digits beyond a number's precision stay apart.
    if (plain !== '' && String(Number(plain)) === plain) return plain;
  }
  return JSON.stringify(folded);
}
