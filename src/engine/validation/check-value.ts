import type { BlockInput } from '#contract/block.ts';
import { toDurationMs } from '#contract/duration.ts';
import type { JsonValue } from '#contract/json.ts';
import { findCronProblem } from './cron-text.ts';

const NUMBER_TEXT = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/;

/** Texts longer than this are not parsed to look for JSON. */
const MAX_JSON_TEXT = 1_000_000;

type Field = Pick<BlockInput, 'type' | 'options' | 'min' | 'max'>;

function optionsOf(field: Field): readonly string[] {
  return (field.options ?? []).map((option) => (typeof option === 'string' ? option : option.value));
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}

function outside(field: Field, size: number, unit: string): string | undefined {
  if (field.min !== undefined && size < field.min) return `must be at least ${field.min}${unit}`;
  if (field.max !== undefined && size > field.max) return `must be at most ${field.max}${unit}`;
  return undefined;
}

/** The list or object a text holds as JSON; the value itself otherwise. */
function parseText(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || value.length > MAX_JSON_TEXT || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function checkText(field: Field, value: JsonValue, scalars: boolean): string | undefined {
  const text = scalars && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
  return typeof text === 'string'
    ? outside(field, text.length, ' characters long')
    : `must be a text, not ${kindOf(value)}`;
}

function checkNumber(field: Field, value: JsonValue): string | undefined {
  const number = typeof value === 'string' && NUMBER_TEXT.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return `must be a number, not ${kindOf(value)}`;
  if (field.type === 'integer' && !Number.isSafeInteger(number)) return 'must be a whole number';
  return outside(field, number, '');
}

function checkOption(field: Field, value: JsonValue): string | undefined {
  const options = optionsOf(field);
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (options.length === 0 || (typeof text === 'string' && options.includes(text))) return undefined;
  return `must be one of ${options.slice(0, 20).join(', ')}`;
}

function checkOptions(field: Field, value: JsonValue): string | undefined {
  const items: JsonValue = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(items)) return `must be a list, not ${kindOf(value)}`;
  for (const item of items) {
    const problem = checkOption(field, item);
    if (problem !== undefined) return problem;
  }
  return outside(field, items.length, ' items long');
}

function checkObject(value: JsonValue): string | undefined {
  const object = parseText(value);
  return typeof object === 'object' && object !== null && !Array.isArray(object)
    ? undefined
    : `must be an object, not ${kindOf(value)}`;
}

/** What is wrong with a value that is known before the run: the rest of a sentence that starts with the field's name. */
export function findValueProblem(field: Field, value: JsonValue): string | undefined {
  switch (field.type) {
    case 'string':
    case 'template':
    case 'text':
      return checkText(field, value, true);
    case 'code':
    case 'secret':
    case 'file':
    case 'model':
    case 'workflow':
      return checkText(field, value, false);
    case 'cron':
      return checkText(field, value, false) ?? (typeof value === 'string' ? findCronProblem(value) : undefined);
    case 'number':
    case 'integer':
      return checkNumber(field, value);
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
        ? undefined
        : `must be true or false, not ${kindOf(value)}`;
    case 'select':
      return checkOption(field, value);
    case 'multiselect':
      return checkOptions(field, value);
    case 'array': {
      const list = parseText(value);
      return Array.isArray(list) ? outside(field, list.length, ' items long') : `must be a list, not ${kindOf(value)}`;
    }
    case 'object':
      return checkObject(value);
    case 'schema':
      return typeof value === 'boolean' ? undefined : checkObject(value);
    case 'duration': {
      const ms = toDurationMs(value);
      return ms === undefined ? 'must be a duration such as 90s or 1h 30m, or milliseconds' : outside(field, ms, ' ms');
    }
    case 'json':
      return undefined;
  }
}
