import type { BlockInput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { parseJsonText, toOptionValues } from './field-value.ts';

/** Accepts what `toDurationMs` accepts as text. */
const DURATION_PATTERN = '^\\s*(?:\\d+(?:\\.\\d+)?\\s*|(?:\\d+(?:\\.\\d+)?\\s*(?:ms|s|m|h|d|w)\\s*)+)$';

function limits(field: BlockInput, least: string, most: string): JsonObject {
  return {
    ...(field.min === undefined ? {} : { [least]: field.min }),
    ...(field.max === undefined ? {} : { [most]: field.max }),
  };
}

function toText(field: BlockInput): JsonObject {
  const pattern = field.pattern === undefined ? {} : { pattern: field.pattern };
  return { type: 'string', ...limits(field, 'minLength', 'maxLength'), ...pattern };
}

function toType(field: BlockInput): JsonObject {
  switch (field.type) {
    case 'number':
    case 'integer':
      return { type: field.type, ...limits(field, 'minimum', 'maximum') };
    case 'boolean':
      return { type: 'boolean' };
    case 'select':
      return { type: 'string', enum: toOptionValues(field) };
    case 'multiselect':
      return {
        type: 'array',
        items: { type: 'string', enum: toOptionValues(field) },
        ...limits(field, 'minItems', 'maxItems'),
      };
    case 'json':
      return {};
    case 'object':
      return { type: 'object' };
    case 'array':
      return { type: 'array', ...limits(field, 'minItems', 'maxItems') };
    case 'duration':
      return {
        anyOf: [
          { type: 'number', minimum: 0, ...limits(field, 'minimum', 'maximum') },
          { type: 'string', pattern: DURATION_PATTERN },
        ],
      };
    case 'schema':
      return { type: ['object', 'boolean'] };
    default:
      return toText(field);
  }
}

function toDefault(field: BlockInput): JsonValue | undefined {
  if (field.default === undefined || field.default === null) return undefined;
  const { type } = field;
  const isParsed = type === 'json' || type === 'object' || type === 'array' || type === 'schema';
  return isParsed ? parseJsonText(field.default) : field.default;
}

/** JSON Schema (draft 2020-12) of one field's values. */
export function toFieldSchema(field: BlockInput): JsonObject {
  const fallback = toDefault(field);
  return {
    ...(field.label === undefined ? {} : { title: field.label }),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...toType(field),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(field.schema === undefined ? {} : { allOf: [field.schema] }),
  };
}

/** Required only while the fields it hangs on have one of the values that show it. */
function toCondition(field: BlockInput, fields: readonly BlockInput[]): JsonObject {
  const shown = Object.entries(field.showIf ?? {}).map(([id, values]) => {
    const other = fields.find((one) => one.id === id);
    const fallback = other === undefined ? undefined : toDefault(other);
    const isDefault = values.some((value) => value === (fallback ?? null));
    return { properties: { [id]: { enum: values } }, ...(isDefault ? {} : { required: [id] }) };
  });
  return { anyOf: [{ not: { allOf: shown } }, { required: [field.id] }] };
}

/**
 * JSON Schema (draft 2020-12) of a block's resolved inputs: what a form is drawn from and what an agent sees as the tool's parameters.
 * Stricter than the registry's own check, which also takes a number written as text, and the like.
 */
export function toInputSchema(fields: readonly BlockInput[]): JsonObject {
  const must = fields.filter((field) => field.required && field.default === undefined);
  const always = must.filter((field) => field.showIf === undefined).map((field) => field.id);
  const sometimes = must.filter((field) => field.showIf !== undefined);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.id, toFieldSchema(field)])),
    ...(always.length === 0 ? {} : { required: always }),
    ...(sometimes.length === 0 ? {} : { allOf: sometimes.map((field) => toCondition(field, fields)) }),
    additionalProperties: false,
  };
}
