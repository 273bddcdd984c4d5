import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { describeValue, isList, isObject } from './json-kind.ts';

/** Most items one data block takes; more belong in a loop or a database. */
export const MAX_ITEMS = 1_000_000;
/** Most characters of text one data block takes or makes. */
export const MAX_TEXT_CHARS = 64 * 1024 * 1024;

/**
 * A list input.
 * @throws AppError `input-invalid` when it is no list, `limit-exceeded` when it is longer than {@link MAX_ITEMS}
 */
export function readList(inputs: JsonObject, field: string): readonly JsonValue[] {
  const value = inputs[field];
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw wrongType(field, 'a list', value);
  if (value.length > MAX_ITEMS) {
    throw new AppError(
      'limit-exceeded',
      `Input "${field}" holds ${value.length} items; at most ${MAX_ITEMS} are taken at once. Process it in parts.`,
      { data: { field, limit: MAX_ITEMS } },
    );
  }
  return value;
}

/**
 * A text input; `fallback` when it is absent.
 * @throws AppError `input-invalid` when it is no text, `limit-exceeded` when it is longer than `maxChars`
 */
export function readText(inputs: JsonObject, field: string, fallback = '', maxChars = MAX_TEXT_CHARS): string {
  const value = inputs[field] ?? fallback;
  if (typeof value !== 'string') throw wrongType(field, 'text', value);
  if (value.length > maxChars) {
    throw new AppError(
      'limit-exceeded',
      `Input "${field}" is ${value.length} characters long; at most ${maxChars} are taken.`,
      {
        data: { field, limit: maxChars },
      },
    );
  }
  return value;
}

/** An object input; `undefined` when it is absent. @throws AppError `input-invalid` */
export function readObject(inputs: JsonObject, field: string): JsonObject | undefined {
  const value = inputs[field];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw wrongType(field, 'an object', value);
  return value;
}

/** A yes/no input; `fallback` when it is absent. @throws AppError `input-invalid` */
export function readFlag(inputs: JsonObject, field: string, fallback: boolean): boolean {
  const value = inputs[field] ?? fallback;
  if (typeof value !== 'boolean') throw wrongType(field, 'true or false', value);
  return value;
}

/** A whole number input of at least 0; `fallback` when it is absent. @throws AppError `input-invalid` */
export function readCount(inputs: JsonObject, field: string, fallback: number): number {
  const value = inputs[field] ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw wrongType(field, 'a whole number of at least 0', value);
  }
  return value;
}

/** One of `choices`; `fallback` when the input is absent. @throws AppError `input-invalid` */
export function readChoice<T extends string>(inputs: JsonObject, field: string, choices: readonly T[], fallback: T): T {
  const value = inputs[field];
  if (value === undefined || value === null || value === '') return fallback;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw wrongType(field, `one of ${choices.join(', ')}`, value);
  return choice;
}

/** A list input of text. @throws AppError `input-invalid` */
export function readTexts(inputs: JsonObject, field: string): readonly string[] {
  return readList(inputs, field).map((value, index) => {
    if (typeof value !== 'string') throw wrongType(`${field}[${index}]`, 'text', value);
    return value;
  });
}

/** A list input of objects, such as conditions or columns. @throws AppError `input-invalid` */
export function readObjects(inputs: JsonObject, field: string): readonly JsonObject[] {
  return readList(inputs, field).map((value, index) => {
    if (!isObject(value)) throw wrongType(`${field}[${index}]`, 'an object', value);
    return value;
  });
}

/** The failure of an input that is not what its block expects. */
export function wrongType(field: string, expected: string, value: JsonValue | undefined): AppError {
  return new AppError('input-invalid', `Input "${field}" must be ${expected}, but is ${describeValue(value)}.`, {
    data: { field },
  });
}
