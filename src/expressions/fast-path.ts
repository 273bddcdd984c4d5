import type { JsonValue } from '#contract/json.ts';

/** What an expression reads its first names from. */
export interface Roots {
  get(name: string): JsonValue | undefined;
}

/** Says that only JSONata can tell. */
export const SLOW: unique symbol = Symbol('slow');

/** An expression, or part of one, that needs no evaluator. It gives exactly what JSONata would. */
export type Fast = (roots: Roots) => JsonValue | undefined | typeof SLOW;

/** A name, and the numbers in brackets after it. */
export interface PathStep {
  readonly name: string;
  readonly indexes: readonly number[];
}

/** Paths that can be read without the parser. Kept away from words that are operators or values. */
const PLAIN = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[(?:0|-?[1-9]\d{0,8})\])*$/;
const RESERVED = /(?:^|\.)(?:and|or|in|true|false|null|function)(?:$|[.[])/;

/** The steps of a plain path such as `a.b[0].c`; `undefined` when the source is anything else. */
export function parsePlainPath(source: string): readonly PathStep[] | undefined {
  if (!PLAIN.test(source) || RESERVED.test(source)) return undefined;
  return source.split('.').map((part) => {
    const [name = '', ...indexes] = part.split('[');
    return { name, indexes: indexes.map((index) => Number.parseInt(index, 10)) };
  });
}

/** An index into anything but an array sees one item. */
function pick(value: JsonValue | undefined, indexes: readonly number[]): JsonValue | undefined {
  let current = value;
  for (const index of indexes) {
    if (current === undefined) return undefined;
    if (Array.isArray(current)) current = current[index < 0 ? current.length + index : index];
    else if (index !== 0 && index !== -1) return undefined;
  }
  return current;
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined | typeof SLOW {
  if (typeof value !== 'object' || value === null) return undefined;
  // Over an array a name maps, and what comes out is a matter of JSONata's sequences.
  if (Array.isArray(value)) return SLOW;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, JsonValue>>)[name] : undefined;
}

/** Reads a path. */
export function compilePath(steps: readonly PathStep[]): Fast {
  const [first, ...rest] = steps;
  if (first === undefined) return () => undefined;
  const root = first.name;
  if (steps.every((step) => step.indexes.length === 0)) {
    const names = rest.map((step) => step.name);
    return (roots) => {
      let value: JsonValue | undefined | typeof SLOW = roots.get(root);
      for (const name of names) {
        value = member(value, name);
        if (value === SLOW || value === undefined) return value;
      }
      return value;
    };
  }
  return (roots) => {
    let value = pick(roots.get(root), first.indexes);
    for (const { name, indexes } of rest) {
      const found = member(value, name);
      if (found === SLOW || found === undefined) return found;
      value = pick(found, indexes);
    }
    return value;
  };
}
