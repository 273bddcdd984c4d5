import type { JsonValue } from '#contract/json.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { toNumber, toTimeMs } from './scalar-values.ts';

/** How two values are brought together before they are compared. */
export interface Comparison {
  readonly ignoreCase: boolean;
  /** Whether the text `10` compares as the number 10. */
  readonly convertTypes: boolean;
}

/** Whether two values are the same; lists and objects by content, whatever the order of keys. */
export function areEqual(a: JsonValue | undefined, b: JsonValue | undefined, comparison: Comparison): boolean {
  if (a === b) return true;
  if (comparison.convertTypes && typeof a !== typeof b) {
    const x = toNumber(a);
    if (x !== undefined) return x === toNumber(b);
  }
  return toCanonicalJson(a, comparison) === toCanonicalJson(b, comparison);
}

/** A test for being the same as one of many values, at the cost of one look-up. */
export function createMemberTest(
  members: readonly JsonValue[],
  comparison: Comparison,
): (value: JsonValue | undefined) => boolean {
  const keys = new Set(members.map((member) => toCanonicalJson(member, comparison)));
  const numbers = new Set<number | undefined>();
  const textNumbers = new Set<number | undefined>();
  if (comparison.convertTypes) {
    for (const member of members) (typeof member === 'string' ? textNumbers : numbers).add(toNumber(member));
  }
  return (value = null) => {
    if (keys.has(toCanonicalJson(value, comparison))) return true;
    const number = comparison.convertTypes ? toNumber(value) : undefined;
    return number !== undefined && (typeof value === 'string' ? numbers : textNumbers).has(number);
  };
}

/**
 * Less than, equal or greater than 0; `undefined` when the two have no common order (a number and a word, an object, nothing).
 * Two dates in text compare as instants, other text by its characters.
 */
export function compareScalars(
  a: JsonValue | undefined,
  b: JsonValue | undefined,
  { ignoreCase, convertTypes }: Comparison,
): number | undefined {
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  const x = convertTypes || typeof a === 'number' ? toNumber(a) : undefined;
  const y = convertTypes || typeof b === 'number' ? toNumber(b) : undefined;
  if (x !== undefined && y !== undefined) return x - y;
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  const from = toTimeMs(a);
  const to = toTimeMs(b);
  if (from !== undefined && to !== undefined) return from - to;
  return ignoreCase ? compareText(a.toLowerCase(), b.toLowerCase()) : compareText(a, b);
}

/** Order of text by its characters. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
