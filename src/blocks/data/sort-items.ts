import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { compareText } from './compare-values.ts';
import { compileFieldPath } from './field-path.ts';
import { isList, isObject } from './json-kind.ts';
import { readChoice, readFlag, readText } from './read-input.ts';
import { isBlank, toNumber, toTimeMs } from './scalar-values.ts';

const TYPES = ['auto', 'number', 'text', 'natural', 'date'] as const;

/** One field to sort by. */
export interface SortKey {
  readonly field: string;
  readonly order: 'asc' | 'desc';
  readonly type: (typeof TYPES)[number];
  /** Where items without the value go, in either order. */
  readonly nulls: 'first' | 'last';
  readonly ignoreCase: boolean;
}

type Rank = number | string;

/** Reads `{ field, order, type, nulls, ignoreCase }`. @throws AppError `input-invalid` */
export function readSortKey(value: JsonObject): SortKey {
  return {
    field: readText(value, 'field'),
    order: readChoice(value, 'order', ['asc', 'desc'], 'asc'),
    type: readChoice(value, 'type', TYPES, 'auto'),
    nulls: readChoice(value, 'nulls', ['first', 'last'], 'last'),
    ignoreCase: readFlag(value, 'ignoreCase', true),
  };
}

/** The items in order; those that are equal keep the order they came in. Without keys the items themselves are compared. */
export function sortItems(items: readonly JsonValue[], keys: readonly SortKey[], locale: string): readonly JsonValue[] {
  const effective = keys.length > 0 ? keys : [readSortKey({})];
  const columns = effective.map((key) => {
    const read = compileFieldPath(key.field);
    return createColumn(items.map(read), key, locale);
  });
  const order = items.map((_, index) => index);
  order.sort((a, b) => {
    for (const compare of columns) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  return order.map((index) => items[index] ?? null);
}

// A column is compared in one way throughout: deciding by pair would make circles of 9 < 10 < "1a" < 9.
function createColumn(
  values: readonly (JsonValue | undefined)[],
  key: SortKey,
  locale: string,
): (a: number, b: number) => number {
  const type = key.type === 'auto' ? findType(values) : key.type;
  const ranks = values.map((value) => toRank(value, type));
  const collator = new Intl.Collator(locale, {
    numeric: type === 'natural',
    sensitivity: key.ignoreCase ? 'accent' : 'variant',
  });
  const sign = key.order === 'desc' ? -1 : 1;
  const missing = key.nulls === 'first' ? -1 : 1;
  return (a, b) => {
    const x = ranks[a];
    const y = ranks[b];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? missing : -missing;
    if (typeof x === 'number' && typeof y === 'number') return sign * (x < y ? -1 : x > y ? 1 : 0);
    if (typeof x === 'string' && typeof y === 'string') {
      return sign * (type === 'mixed' ? compareText(x, y) : collator.compare(x, y));
    }
    return 0;
  };
}

type ColumnType = Exclude<SortKey['type'], 'auto'> | 'mixed';

function findType(values: readonly (JsonValue | undefined)[]): ColumnType {
  const present = values.filter((value) => !isBlank(value));
  if (present.every((value) => toNumber(value) !== undefined)) return 'number';
  if (present.every((value) => typeof value === 'string' && toTimeMs(value) !== undefined)) return 'date';
  if (present.every((value) => typeof value === 'string')) return 'text';
  return 'mixed';
}

function toRank(value: JsonValue | undefined, type: ColumnType): Rank | undefined {
  if (value === undefined || value === null) return undefined;
  switch (type) {
    case 'number':
      return typeof value === 'boolean' ? Number(value) : toNumber(value);
    case 'date':
      return toTimeMs(value);
    case 'text':
    case 'natural':
      return typeof value === 'object' ? toCanonicalJson(value) : String(value);
    case 'mixed':
      return `${toKindOrder(value)}${toSortable(value)}`;
  }
}

function toKindOrder(value: JsonValue): number {
  if (typeof value === 'boolean') return 0;
  if (typeof value === 'number') return 1;
  if (typeof value === 'string') return 2;
  return isList(value) ? 3 : isObject(value) ? 4 : 5;
}

function toSortable(value: JsonValue): string {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value !== 'number') return toCanonicalJson(value);
  // The bits of a double, made so that they order as text the way the numbers do.
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const ordered = bits >> 63n === 1n ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n);
  return ordered.toString(16).padStart(16, '0');
}
