import type { JsonObject, JsonValue } from '#contract/json.ts';

/** A row of an object's editor. Its name may be empty or there twice for a while. */
export interface ObjectRow {
  readonly id: number;
  readonly key: string;
  readonly value: JsonValue;
}

let lastId = 0;

/** A row with a number of its own, which it keeps whatever its name becomes. */
export function createRow(key: string, value: JsonValue): ObjectRow {
  lastId += 1;
  return { id: lastId, key, value };
}

/** Rows of an object. */
export function toRows(value: JsonObject): readonly ObjectRow[] {
  return Object.entries(value).map(([key, inner]) => createRow(key, inner));
}

/** The object of rows: those without a name are left out, the last of a name counts. */
export function fromRows(rows: readonly ObjectRow[]): JsonObject {
  return Object.fromEntries(rows.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]));
}

/** Names that are there more than once. */
export function findDoubles(rows: readonly ObjectRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const doubles = new Set<string>();
  for (const { key } of rows) {
    if (key !== '' && seen.has(key)) doubles.add(key);
    seen.add(key);
  }
  return doubles;
}
