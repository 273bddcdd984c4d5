import type { BlockInput, FieldType } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isList, isObject } from './json-value.ts';

/** A field without words of its own, for a value somewhere inside another field. */
export function toPlainField(id: string, type: FieldType, more: Partial<BlockInput> = {}): BlockInput {
  return { id, type, required: false, ...more };
}

/** The type of field a value is edited with when nothing else says what it is. */
export function toFieldType(value: JsonValue | undefined): FieldType {
  if (typeof value === 'string') return value.includes('\n') ? 'text' : 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return 'json';
}

const KIND: Readonly<Record<string, FieldType>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
};

function optional<Key extends keyof BlockInput>(key: Key, value: BlockInput[Key] | undefined): Partial<BlockInput> {
  return value === undefined ? {} : { [key]: value };
}

const asText = (value: JsonValue | undefined) => (typeof value === 'string' ? value : undefined);
const asNumber = (value: JsonValue | undefined) => (typeof value === 'number' ? value : undefined);

/** The field a property of a JSON Schema is edited with. */
export function toSchemaField(id: string, schema: JsonValue | undefined, required = false): BlockInput {
  if (!isObject(schema)) return toPlainField(id, 'json', { required });
  const words = {
    required,
    ...optional('label', asText(schema.title)),
    ...optional('description', asText(schema.description)),
    ...optional('default', schema.default),
  };
  const choices = isList(schema.enum) ? schema.enum.filter((one) => typeof one === 'string') : [];
  if (choices.length > 0) return toPlainField(id, 'select', { ...words, options: choices });
  const type = typeof schema.type === 'string' ? KIND[schema.type] : undefined;
  if (type === undefined) return toPlainField(id, 'json', words);
  if (type === 'object' || type === 'array') return toPlainField(id, type, { ...words, schema });
  const isText = type === 'string';
  return toPlainField(id, type, {
    ...words,
    ...optional('min', asNumber(isText ? schema.minLength : schema.minimum)),
    ...optional('max', asNumber(isText ? schema.maxLength : schema.maximum)),
    ...optional('pattern', isText ? asText(schema.pattern) : undefined),
  });
}

/** Forms an item may have: the branches of `anyOf` or `oneOf`, else the schema itself. */
export function toVariants(schema: JsonValue | undefined): readonly JsonObject[] {
  if (!isObject(schema)) return [];
  const branches = schema.anyOf ?? schema.oneOf;
  return isList(branches) ? branches.filter((one) => isObject(one)) : [schema];
}

/** The form a value has now; the first when it fits none. */
export function findVariant(variants: readonly JsonObject[], value: JsonValue | undefined): JsonObject | undefined {
  const fits = ({ type }: JsonObject) => {
    if (type === 'object') return isObject(value);
    if (type === 'array') return isList(value);
    return type === 'string' ? typeof value === 'string' : type !== undefined && typeof value === type;
  };
  return variants.find(fits) ?? variants[0];
}

/** Fields of an object schema's properties; `undefined` when it names none. */
export function toPropertyFields(schema: JsonObject | undefined): readonly BlockInput[] | undefined {
  if (schema === undefined || !isObject(schema.properties)) return undefined;
  const required = isList(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).map(([id, property]) => toSchemaField(id, property, required.includes(id)));
}

/** What a new item starts as. */
export function toEmptyItem(schema: JsonObject | undefined): JsonValue {
  if (schema === undefined) return '';
  if (schema.default !== undefined) return schema.default;
  switch (schema.type) {
    case 'object':
      return {};
    case 'array':
      return [];
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    default:
      return '';
  }
}
