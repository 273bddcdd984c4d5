import type { JsonValue } from '#contract/json.ts';

/** Something of a document that could not be kept. */
export interface Dropped {
  /** JSON pointer into what was given. */
  readonly pointer: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** A record of unknown content. */
export type Loose = Readonly<Record<string, unknown>>;

/** Reads a value, or answers `undefined` after saying why not. */
export type Read<T> = (value: unknown, pointer: string, collector: Collector) => T | undefined;

/** Lists beyond this are cut: nobody reads them, and text from outside could hold millions. */
const MAX_LISTED = 200;

/** Gathers what had to be dropped. */
export class Collector {
  readonly dropped: Dropped[] = [];
  /** Everything dropped, listed or not. */
  count = 0;

  drop(pointer: string, reason: string): undefined {
    this.count++;
    if (this.dropped.length < MAX_LISTED) this.dropped.push({ pointer, reason });
    return undefined;
  }
}

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON pointer one name further. */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A text of limited length. */
export function text(min: number, max: number, pattern?: RegExp): Read<string> {
  return (value, pointer, collector) => {
    if (typeof value !== 'string') return collector.drop(pointer, 'It is no text.');
    if (value.length < min || value.length > max)
      return collector.drop(pointer, `It has ${value.length} characters instead of ${min} to ${max}.`);
    if (pattern !== undefined && !pattern.test(value))
      return collector.drop(pointer, 'It holds characters it may not.');
    return value;
  };
}

/** A number in a range. */
export function number(min: number, max: number, isWhole = false): Read<number> {
  return (value, pointer, collector) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return collector.drop(pointer, 'It is no number.');
    if (value < min || value > max) return collector.drop(pointer, `It is not between ${min} and ${max}.`);
    return isWhole && !Number.isInteger(value) ? collector.drop(pointer, 'It is no whole number.') : value;
  };
}

export const bool: Read<boolean> = (value, pointer, collector) =>
  typeof value === 'boolean' ? value : collector.drop(pointer, 'It is neither true nor false.');

/** One of some words. */
export function oneOf<T extends string>(...words: readonly T[]): Read<T> {
  return (value, pointer, collector) =>
    words.find((word) => word === value) ?? collector.drop(pointer, `It is none of ${words.join(', ')}.`);
}

const MAX_NESTING = 200;

function isJson(value: unknown, depth: number): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_NESTING) return false;
  return Object.values(value).every((item) => isJson(item, depth + 1));
}

/** Any JSON, not nested out of bounds. */
export const json: Read<JsonValue> = (value, pointer, collector) =>
  isJson(value, 0) ? value : collector.drop(pointer, 'It is no JSON, or nested too deep.');

/** A record of JSON; `minKey` is how long its keys are at least. */
function jsonRecordOf(minKey: number): Read<Record<string, JsonValue>> {
  return (value, pointer, collector) => {
    if (!isLoose(value)) return collector.drop(pointer, 'It is no object.');
    const entries = Object.entries(value).flatMap(([key, item]) => {
      const place = below(pointer, key);
      const kept = key.length < minKey ? collector.drop(place, 'It has no name.') : json(item, place, collector);
      return kept === undefined ? [] : [[key, kept] as const];
    });
    return Object.fromEntries(entries);
  };
}

/** A record of JSON. */
export const jsonRecord = jsonRecordOf(0);
/** A record of outputs, each with a name. */
export const outputRecord = jsonRecordOf(1);

/** A list, without the items that cannot be kept. */
export function listOf<T>(read: Read<T>, max: number): Read<T[]> {
  return (value, pointer, collector) => {
    if (!Array.isArray(value)) return collector.drop(pointer, 'It is no list.');
    if (value.length > max) collector.drop(pointer, `It has more than ${max} items; the rest is left out.`);
    return value.slice(0, max).flatMap((item, at) => read(item, below(pointer, at), collector) ?? []);
  };
}

/** Every key of a shape. */
type Fields<T> = { readonly [K in keyof T]-?: Read<Exclude<T[K], undefined>> };

/** A record of known keys; `required` ones must be there, unknown ones go. */
export function record<T extends object>(fields: Fields<T>, required: readonly (keyof T & string)[] = []): Read<T> {
  return (value, pointer, collector) => {
    if (!isLoose(value)) return collector.drop(pointer, 'It is no object.');
    const kept: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const read: Read<unknown> | undefined = Object.hasOwn(fields, key) ? Reflect.get(fields, key) : undefined;
      if (read === undefined) {
        collector.drop(below(pointer, key), 'A workflow has no such key here.');
        continue;
      }
      const entry = read(item, below(pointer, key), collector);
      if (entry !== undefined) kept[key] = entry;
    }
    const missing = required.find((key) => kept[key] === undefined);
    if (missing !== undefined) return collector.drop(pointer, `It has no ${missing}.`);
    // Every key was read by its own reader just now.
    return kept as T;
  };
}
