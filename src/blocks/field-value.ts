import { isDeepStrictEqual } from 'node:util';
import type { BlockInput } from '#contract/block.ts';
import { toDurationMs } from '#contract/duration.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isList, isObject } from './data/json-kind.ts';
import { compileSchema, type SchemaCheck } from './json-schema-check.ts';
import { compilePattern } from './safe-pattern.ts';

/** The value as the handler gets it; `undefined` when it is not acceptable. */
export type Accept = (value: JsonValue) => JsonValue | undefined;

const NUMBER_TEXT = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/;

/** What is parsed from JSON text, when the text is a list or object; the value itself otherwise. */
export function parseJsonText(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Values of a field's options. */
export function toOptionValues(field: BlockInput): readonly string[] {
  return (field.options ?? []).map((option) => (typeof option === 'string' ? option : option.value));
}

function isWithin(field: BlockInput, size: number): boolean {
  return (field.min === undefined || size >= field.min) && (field.max === undefined || size <= field.max);
}

function acceptText(field: BlockInput, scalars: boolean): Accept {
  const { pattern } = field;
  return (value) => {
    const text = scalars && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
    if (typeof text !== 'string' || !isWithin(field, text.length)) return undefined;
    return pattern === undefined || compilePattern(pattern).test(text) ? text : undefined;
  };
}

function acceptNumber(field: BlockInput, whole: boolean): Accept {
  return (value) => {
    const number = typeof value === 'string' && NUMBER_TEXT.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number) || (whole && !Number.isSafeInteger(number)))
      return undefined;
    return isWithin(field, number) ? number : undefined;
  };
}

const acceptBoolean: Accept = (value) => {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
};

function acceptSelect(field: BlockInput): Accept {
  const options = new Set(toOptionValues(field));
  return (value) => {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    return typeof text === 'string' && options.has(text) ? text : undefined;
  };
}

function acceptMultiselect(field: BlockInput): Accept {
  const acceptOption = acceptSelect(field);
  return (value) => {
    const given = typeof value === 'string' ? [value] : value;
    if (!isList(given) || !isWithin(field, given.length)) return undefined;
    const accepted: JsonValue[] = [];
    for (const item of given) {
      const option = acceptOption(item);
      if (option === undefined) return undefined;
      accepted.push(option);
    }
    return accepted;
  };
}

function acceptArray(field: BlockInput): Accept {
  return (value) => {
    const list = parseJsonText(value);
    return isList(list) && isWithin(field, list.length) ? list : undefined;
  };
}

const acceptObject: Accept = (value) => {
  const object = parseJsonText(value);
  return isObject(object) ? object : undefined;
};

const acceptSchema: Accept = (value) => (typeof value === 'boolean' ? value : acceptObject(value));

function acceptDuration(field: BlockInput): Accept {
  return (value) => {
    const ms = toDurationMs(value);
    return ms !== undefined && isWithin(field, ms) ? ms : undefined;
  };
}

function acceptByType(field: BlockInput): Accept {
  switch (field.type) {
    case 'string':
    case 'template':
    case 'text':
    case 'code':
      return acceptText(field, true);
    case 'secret':
    case 'file':
    case 'cron':
    case 'model':
    case 'workflow':
      return acceptText(field, false);
    case 'number':
      return acceptNumber(field, false);
    case 'integer':
      return acceptNumber(field, true);
    case 'boolean':
      return acceptBoolean;
    case 'select':
      return acceptSelect(field);
    case 'multiselect':
      return acceptMultiselect(field);
    case 'json':
      return (value) => value;
    case 'object':
      return acceptObject;
    case 'array':
      return acceptArray(field);
    case 'duration':
      return acceptDuration(field);
    case 'schema':
      return acceptSchema;
  }
}

/** An input of a block, ready to take values. */
export interface CompiledField {
  readonly field: BlockInput;
  readonly id: string;
  readonly required: boolean;
  /** Whether null is a value of its own and not the absence of one. */
  readonly nullable: boolean;
  readonly default: JsonValue | undefined;
  readonly accept: Accept;
  /** Why a refused value breaks the field's own schema, when that is the reason. */
  explain(value: JsonValue): string | undefined;
  /** Whether the field counts, given the others' values. */
  isShown(values: JsonObject): boolean;
}

/** Prepares a field. Pattern and schema are compiled when a value first needs them. */
export function compileField(field: BlockInput): CompiledField {
  const { schema, showIf } = field;
  const byType = acceptByType(field);
  let check: SchemaCheck | undefined;
  const explain = (value: JsonValue): string | undefined => {
    if (schema === undefined) return undefined;
    check ??= compileSchema(schema);
    return check(value);
  };
  const accept: Accept =
    schema === undefined
      ? byType
      : (value) => {
          const accepted = byType(value);
          return accepted === undefined || explain(accepted) === undefined ? accepted : undefined;
        };
  const given = field.default === undefined || field.default === null ? undefined : field.default;
  const parsed = field.type === 'json' && given !== undefined ? parseJsonText(given) : given;
  return {
    field,
    id: field.id,
    required: field.required,
    nullable: field.type === 'json',
    // A default its own field refuses is a fault of the descriptor, reported when that is loaded.
    default: parsed === undefined ? undefined : (byType(parsed) ?? parsed),
    accept,
    explain: (value) => {
      const accepted = byType(value);
      return accepted === undefined ? undefined : explain(accepted);
    },
    isShown: (values) => {
      if (showIf === undefined) return true;
      return Object.entries(showIf).every(([id, wanted]) => {
        const value = Object.hasOwn(values, id) ? values[id] : null;
        return wanted.some((one) => isDeepStrictEqual(one, value));
      });
    },
  };
}
