import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockHandler } from '../../context.ts';
import { describeValue, isList, isObject } from '../../data/json-kind.ts';

/** The values with their places: numbers in a list, keys in an object. */
function toEntries(values: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  if (isList(values)) return values.map((value, at) => [String(at), value]);
  if (isObject(values)) return Object.entries(values);
  throw new AppError(
    'input-invalid',
    `Input "values": expected a list or an object of values, but ${describeValue(values)} was given.`,
    {
      data: { field: 'values' },
    },
  );
}

function toMerged(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const merged = new Map<string, JsonValue>();
  for (const [at, value] of entries) {
    if (value === null) continue;
    if (!isObject(value)) {
      throw new AppError(
        'input-invalid',
        `Input "values": only objects can be joined to an object, but "${at}" is ${describeValue(value)}.`,
        {
          data: { field: 'values', key: at },
        },
      );
    }
    for (const [key, inner] of Object.entries(value)) merged.set(key, inner);
  }
  return Object.fromEntries(merged);
}

function toZipped(
  entries: readonly (readonly [string, JsonValue])[],
  asLists: boolean,
  toShortest: boolean,
): JsonValue {
  const lists = entries.map(([at, value]): readonly [string, readonly JsonValue[]] => {
    if (value === null) return [at, []];
    if (isList(value)) return [at, value];
    throw new AppError(
      'input-invalid',
      `Input "values": only lists can be zipped, but "${at}" is ${describeValue(value)}.`,
      {
        data: { field: 'values', key: at },
      },
    );
  });
  const lengths = lists.map(([, list]) => list.length);
  const length = lists.length === 0 ? 0 : lengths.reduce((a, b) => (toShortest ? Math.min(a, b) : Math.max(a, b)));
  return Array.from({ length }, (_, index): JsonValue => {
    const row = lists.map(([at, list]) => [at, list[index] ?? null] as const);
    return asLists ? row.map(([, value]) => value) : Object.fromEntries(row);
  });
}

/** Merges the values of the branches. */
export const run: BlockHandler = ({ inputs }) => {
  const { values, mode, length } = inputs;
  if (mode === undefined || mode === 'pass') return { result: values ?? null };
  const entries = toEntries(values);
  switch (mode) {
    case 'first':
      return { result: entries.find(([, value]) => value !== null)?.[1] ?? null };
    case 'append':
      return { result: entries.flatMap(([, value]) => (value === null ? [] : isList(value) ? value : [value])) };
    case 'object':
      return { result: toMerged(entries) };
    default:
      return { result: toZipped(entries, isList(values), length === 'shortest') };
  }
};
