import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isJsonObject, resolveSchema, toType } from './form-field.ts';

const MAX_DEPTH = 8;

/** The value a form starts with: the defaults of the schema; nothing where it has none. */
export function toDefaultValue(schema: JsonObject, root: JsonObject = schema, depth = 0): JsonValue | undefined {
  const read = resolveSchema(schema, root);
  if (read.default !== undefined) return read.default;
  if (depth > MAX_DEPTH || toType(read) !== 'object' || !isJsonObject(read.properties)) return undefined;
  const entries = Object.entries(read.properties).flatMap(([name, property]) => {
    const value = isJsonObject(property) ? toDefaultValue(property, root, depth + 1) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  // An object that is asked for as a whole exists from the start; one inside only once something is in it.
  return entries.length === 0 && depth > 0 ? undefined : Object.fromEntries(entries);
}

/** What a new entry of a list starts with, so that a field for it can be shown. */
export function toBlankValue(schema: JsonObject, root: JsonObject): JsonValue {
  const value = toDefaultValue(schema, root, 1);
  if (value !== undefined) return value;
  const read = resolveSchema(schema, root);
  if (Array.isArray(read.enum) && read.enum[0] !== undefined) return read.enum[0];
  switch (toType(read)) {
    case 'string':
      return '';
    case 'number':
    case 'integer':
      return typeof read.minimum === 'number' ? read.minimum : 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return null;
  }
}
