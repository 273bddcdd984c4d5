import type { JsonValue } from '#contract/json.ts';

/** Fields that hold the items of an output, the first found counts. */
const NAMES = ['items', 'rows', 'results', 'result', 'values', 'records', 'files', 'body'];

/** How many items an output holds: of a list itself, or of the list in it; undefined when it is not about a list. */
export function countItems(output: JsonValue): number | undefined {
  if (isList(output)) return output.length;
  if (typeof output !== 'object' || output === null) return undefined;
  for (const name of NAMES) {
    const value = (output as Readonly<Record<string, JsonValue>>)[name];
    if (value !== undefined && isList(value)) return value.length;
  }
  return undefined;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
