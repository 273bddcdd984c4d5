import type { BlockInput } from '#contract/block.ts';
import { toDurationMs } from '#contract/duration.ts';
import type { JsonValue } from '#contract/json.ts';
import { checkSchema } from './check-schema.ts';
import { toMode } from './field-mode.ts';
import { isList, isObject, parseJsonText } from './json-value.ts';

const NUMBER_TEXT = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/;

/** Values of a field's options. */
export function toOptionValues(field: BlockInput): readonly string[] {
  return (field.options ?? []).map((option) => (typeof option === 'string' ? option : option.value));
}

function checkRange({ min, max }: BlockInput, size: number, unit: string): string | undefined {
  if (min !== undefined && size < min) return `At least ${min}${unit}.`;
  if (max !== undefined && size > max) return `At most ${max}${unit}.`;
  return undefined;
}

function checkPattern({ pattern }: BlockInput, text: string): string | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern, 'u').test(text) ? undefined : `Must match ${pattern}.`;
  } catch {
    // Written for the server's engine (RE2); its validator has the word.
    return undefined;
  }
}

function checkText(field: BlockInput, value: JsonValue, scalars: boolean): string | undefined {
  const text = scalars && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
  if (typeof text !== 'string') return 'Must be text.';
  if (text === '' && field.min === 1) return 'Must not be empty.';
  return checkRange(field, text.length, ' characters') ?? checkPattern(field, text);
}

function checkNumber(field: BlockInput, value: JsonValue): string | undefined {
  const number = typeof value === 'string' && NUMBER_TEXT.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return 'Must be a number.';
  if (field.type === 'integer' && !Number.isSafeInteger(number)) return 'Must be a whole number.';
  return checkRange(field, number, '');
}

function checkOption(field: BlockInput, value: JsonValue): string | undefined {
  const text = typeof value === 'object' ? '' : String(value);
  return toOptionValues(field).includes(text) ? undefined : `${JSON.stringify(value)} is no choice of this field.`;
}

function checkList(field: BlockInput, value: JsonValue): string | undefined {
  const list = parseJsonText(value);
  return isList(list) ? checkRange(field, list.length, list.length === 1 ? ' item' : ' items') : 'Must be a list.';
}

function checkType(field: BlockInput, value: JsonValue): string | undefined {
  switch (field.type) {
    case 'string':
    case 'template':
    case 'text':
    case 'code':
      return checkText(field, value, true);
    case 'secret':
    case 'file':
    case 'cron':
    case 'model':
    case 'workflow':
      return checkText(field, value, false);
    case 'number':
    case 'integer':
      return checkNumber(field, value);
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false' ? undefined : 'Must be true or false.';
    case 'select':
      return checkOption(field, value);
    case 'multiselect': {
      const list = typeof value === 'string' ? [value] : value;
      if (!isList(list)) return 'Must be a list.';
      const wrong = list.map((item) => checkOption(field, item)).find((reason) => reason !== undefined);
      return wrong ?? checkRange(field, list.length, ' choices');
    }
    case 'json':
      return undefined;
    case 'object':
      return isObject(parseJsonText(value)) ? undefined : 'Must be an object.';
    case 'array':
      return checkList(field, value);
    case 'duration': {
      const ms = toDurationMs(value);
      return ms === undefined ? 'Must be a duration, such as 90s or 1h 30m.' : checkRange(field, ms, ' ms');
    }
    case 'schema':
      return typeof value === 'boolean' || isObject(parseJsonText(value)) ? undefined : 'Must be a JSON Schema.';
  }
}

/**
 * Why a block would refuse a value as it is written, in one sentence; `undefined` when it would not, or when that is known only at run time.
 * The same rules as the server's (src/blocks/field-value.ts), for an answer with every key.
 */
export function checkField(field: BlockInput, value: JsonValue | undefined): string | undefined {
  const isEmpty = value === undefined || (value === null && field.type !== 'json');
  if (isEmpty) {
    const hasDefault = field.default !== undefined && field.default !== null;
    return field.required && !hasDefault ? 'A value is required.' : undefined;
  }
  if (toMode(field, value) === 'expression') return undefined;
  const wrong = checkType(field, value);
  if (wrong !== undefined || field.schema === undefined) return wrong;
  const broken = checkSchema(field.schema, parseJsonText(value));
  return broken === undefined ? undefined : `${broken.charAt(0).toUpperCase()}${broken.slice(1)}.`;
}
