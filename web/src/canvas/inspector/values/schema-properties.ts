import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isList, isObject } from './json-value.ts';

/** Types the simple editor of a JSON Schema offers. */
export const PROPERTY_TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** A property as the simple editor shows it. */
export interface SchemaProperty {
  readonly name: string;
  readonly type: PropertyType;
  readonly required: boolean;
  readonly description: string;
  /** Choices of a text; none when any text will do. */
  readonly choices: readonly string[];
  /** What the property's schema says beyond that; kept. */
  readonly rest: JsonObject;
}

const isPropertyType = (type: JsonValue | undefined): type is PropertyType =>
  PROPERTY_TYPES.some((known) => known === type);

function toProperty(name: string, schema: JsonValue, required: boolean): SchemaProperty | undefined {
  if (!isObject(schema)) return undefined;
  const { type = 'string', description = '', enum: choices = [], ...rest } = schema;
  if (!isPropertyType(type) || typeof description !== 'string' || !isList(choices)) return undefined;
  const texts = choices.filter((one) => typeof one === 'string');
  if (texts.length < choices.length || (texts.length > 0 && type !== 'string')) return undefined;
  return { name, type, required, description, choices: texts, rest };
}

/** Keys of a schema that say nothing rows would hide. */
const PLAIN_KEYS = new Set(['type', 'title', 'description', '$schema', 'required', 'additionalProperties']);

/** Properties of a schema; `undefined` when the simple editor cannot show all it says of them, so that nothing is lost. */
export function readProperties(schema: JsonValue | undefined): readonly SchemaProperty[] | undefined {
  if (schema === undefined || schema === null) return [];
  if (!isObject(schema) || (schema.type !== undefined && schema.type !== 'object')) return undefined;
  const isPlain = Object.keys(schema).every((key) => PLAIN_KEYS.has(key));
  if (schema.properties === undefined && !isPlain) return undefined;
  const properties = schema.properties ?? {};
  const required = schema.required ?? [];
  if (!isObject(properties) || !isList(required)) return undefined;
  const read = Object.entries(properties).map(([name, one]) => toProperty(name, one, required.includes(name)));
  const known = read.filter((one) => one !== undefined);
  return known.length === read.length ? known : undefined;
}

/** The schema with these properties; what else it says stays. No property at all is no schema. */
export function writeProperties(
  schema: JsonValue | undefined,
  properties: readonly SchemaProperty[],
): JsonObject | undefined {
  const { type: _type, properties: _old, required: _required, ...rest } = isObject(schema) ? schema : {};
  if (properties.length === 0 && Object.keys(rest).length === 0) return undefined;
  const required = properties.filter((one) => one.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      properties.map(({ name, type, description, choices, rest: more }) => [
        name,
        {
          type,
          ...(description === '' ? {} : { description }),
          ...(choices.length === 0 || type !== 'string' ? {} : { enum: [...choices] }),
          ...more,
        },
      ]),
    ),
    ...(required.length === 0 ? {} : { required }),
    ...rest,
  };
}
