import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isSameJson } from '../../model/same-json.ts';
import { isList, isObject } from './json-value.ts';

/** How deep values are looked into; deeper, the server's validator speaks. */
const MAX_DEPTH = 12;

const KINDS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: isList,
  object: isObject,
};

const at = (path: string, reason: string) => (path === '' ? reason : `${path}: ${reason}`);

function isTemplate(value: JsonValue): boolean {
  return typeof value === 'string' && value.includes('{{');
}

/**
 * Why a value breaks a JSON Schema, in the keywords block descriptors use; `undefined` when it does not, or when only the server can tell.
 * Texts with `{{ }}` fit everything: what they give is known when they run.
 */
export function checkSchema(schema: JsonValue, value: JsonValue, path = '', depth = 0): string | undefined {
  if (!isObject(schema) || depth > MAX_DEPTH || isTemplate(value)) return undefined;
  const { type, enum: choices, const: only, anyOf } = schema;
  const types = typeof type === 'string' ? [type] : isList(type) ? type.filter((one) => typeof one === 'string') : [];
  if (types.length > 0 && !types.some((one) => KINDS[one]?.(value) ?? true))
    return at(path, `must be ${types.join(' or ')}`);
  if (isList(choices) && !choices.some((one) => isSameJson(one, value)))
    return at(path, `must be one of ${choices.map((one) => JSON.stringify(one)).join(', ')}`);
  if (only !== undefined && !isSameJson(only, value)) return at(path, `must be ${JSON.stringify(only)}`);
  if (
    isList(anyOf) &&
    anyOf.length > 0 &&
    anyOf.every((one) => checkSchema(one, value, path, depth + 1) !== undefined)
  ) {
    const fitting = anyOf.find((one) => isObject(one) && typeof one.type === 'string' && KINDS[one.type]?.(value));
    return (
      (fitting === undefined ? undefined : checkSchema(fitting, value, path, depth + 1)) ??
      at(path, 'fits none of the forms it may have')
    );
  }
  if (typeof value === 'string') return checkText(schema, value, path);
  if (typeof value === 'number') return checkNumber(schema, value, path);
  if (isList(value)) return checkList(schema, value, path, depth);
  return isObject(value) ? checkObject(schema, value, path, depth) : undefined;
}

function checkText({ minLength, maxLength }: JsonObject, value: string, path: string): string | undefined {
  if (typeof minLength === 'number' && value.length < minLength)
    return at(path, minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`);
  if (typeof maxLength === 'number' && value.length > maxLength)
    return at(path, `must have at most ${maxLength} characters`);
  return undefined;
}

function checkNumber({ minimum, maximum }: JsonObject, value: number, path: string): string | undefined {
  if (typeof minimum === 'number' && value < minimum) return at(path, `must be at least ${minimum}`);
  if (typeof maximum === 'number' && value > maximum) return at(path, `must be at most ${maximum}`);
  return undefined;
}

function checkList(schema: JsonObject, value: readonly JsonValue[], path: string, depth: number): string | undefined {
  const { minItems, maxItems, items } = schema;
  if (typeof minItems === 'number' && value.length < minItems) return at(path, `must have at least ${minItems} items`);
  if (typeof maxItems === 'number' && value.length > maxItems) return at(path, `must have at most ${maxItems} items`);
  if (items === undefined) return undefined;
  for (const [index, item] of value.entries()) {
    const reason = checkSchema(items, item, `${path}[${index}]`, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function checkObject(schema: JsonObject, value: JsonObject, path: string, depth: number): string | undefined {
  const { properties, required, additionalProperties } = schema;
  const known: JsonObject = isObject(properties) ? properties : {};
  const inside = (key: string) => (path === '' ? key : `${path}.${key}`);
  for (const key of isList(required) ? required : [])
    if (typeof key === 'string' && !Object.hasOwn(value, key)) return at(inside(key), 'is required');
  for (const [key, item] of Object.entries(value)) {
    const own = Object.hasOwn(known, key) ? known[key] : undefined;
    if (own === undefined && additionalProperties === false) return at(inside(key), 'there is no such property');
    const rule = own ?? additionalProperties;
    const reason = rule === undefined ? undefined : checkSchema(rule, item, inside(key), depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
