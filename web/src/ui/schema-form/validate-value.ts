import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isJsonObject, resolveSchema, toType } from './form-field.ts';
import { text } from './strings.ts';

/** What is wrong with a value, by JSON pointer of the field: `''` is the value itself, `/address/city` a part of it. */
export type FormErrors = Readonly<Record<string, string>>;

/** Longest text a pattern of a schema is tried on here: the server decides with an engine that cannot be kept busy. */
const MAX_PATTERN_TEXT = 200;
const MAX_DEPTH = 20;

/** Everything a form can say about a value before the server looks at it. Words it does not know hold for it. */
export function validateValue(schema: JsonObject, value: JsonValue | undefined, required = false): FormErrors {
  const errors: Record<string, string> = {};
  check({ root: schema, errors }, schema, value, '', required, 0);
  return errors;
}

interface Check {
  readonly root: JsonObject;
  readonly errors: Record<string, string>;
}

function check(
  to: Check,
  given: JsonObject,
  value: JsonValue | undefined,
  at: string,
  required: boolean,
  depth: number,
) {
  if (depth > MAX_DEPTH) return;
  const schema = resolveSchema(given, to.root);
  const isEmpty = value === undefined || (value === '' && Number(schema.minLength ?? 0) > 0);
  if (isEmpty || (value === '' && required)) {
    if (required || value === '') to.errors[at] = text.required;
    return;
  }
  if (value === '' && acceptsEmpty(given)) return;
  const fault = findFault(schema, value);
  if (fault !== undefined) {
    to.errors[at] = fault;
    return;
  }
  if (isJsonObject(value)) checkProperties(to, schema, value, at, depth);
  if (Array.isArray(value) && isJsonObject(schema.items)) {
    const { items } = schema;
    value.forEach((item, index) => {
      check(to, items, item, `${at}/${index}`, true, depth + 1);
    });
  }
}

function acceptsEmpty(schema: JsonObject): boolean {
  const forms = schema.anyOf ?? schema.oneOf;
  return Array.isArray(forms) && forms.some((form) => isJsonObject(form) && form.const === '');
}

function checkProperties(to: Check, schema: JsonObject, value: JsonObject, at: string, depth: number): void {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, property] of Object.entries(properties)) {
    const own = Object.hasOwn(value, name) ? value[name] : undefined;
    const isRequired = required.includes(name);
    check(to, isJsonObject(property) ? property : {}, own, toPointer(at, name), isRequired, depth + 1);
  }
  if (schema.additionalProperties !== false) return;
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(properties, key));
  if (unknown !== undefined) to.errors[at] = text.unknownKey(unknown);
}

/** Pointer of a part of what another pointer names. */
export function toPointer(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function findFault(schema: JsonObject, value: JsonValue): string | undefined {
  if (isOutsideChoices(schema, value)) return text.notChoice;
  if (value === null) return undefined;
  switch (toType(schema)) {
    case 'string':
      return typeof value === 'string' ? findTextFault(schema, value) : text.notText;
    case 'number':
    case 'integer':
      return typeof value === 'number' ? findNumberFault(schema, value) : text.notNumber;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : text.notBoolean;
    case 'array':
      return Array.isArray(value) ? findListFault(schema, value) : text.notList;
    case 'object':
      return isJsonObject(value) ? undefined : text.notObject;
    default:
      return undefined;
  }
}

function isOutsideChoices(schema: JsonObject, value: JsonValue): boolean {
  if (Array.isArray(schema.enum)) return !schema.enum.some((one) => isSame(one, value));
  if (schema.const !== undefined) return !isSame(schema.const, value);
  const forms = schema.oneOf ?? schema.anyOf;
  if (!Array.isArray(forms) || forms.length === 0) return false;
  const constants = forms.flatMap((form) => (isJsonObject(form) && form.const !== undefined ? [form.const] : []));
  return constants.length === forms.length && !constants.some((one) => isSame(one, value));
}

function isSame(a: JsonValue, b: JsonValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function findTextFault(schema: JsonObject, value: string): string | undefined {
  const { minLength, maxLength, pattern, format } = schema;
  const length = [...value].length;
  if (typeof minLength === 'number' && length < minLength) return text.tooShort(minLength);
  if (typeof maxLength === 'number' && length > maxLength) return text.tooLong(maxLength);
  if (format === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return text.notEmail;
  if ((format === 'uri' || format === 'url') && !URL.canParse(value)) return text.notAddress;
  if (format === 'date' && !isDate(value)) return text.notDate;
  if (typeof pattern === 'string' && value.length <= MAX_PATTERN_TEXT && !matches(pattern, value)) {
    return text.notShaped(pattern);
  }
  return undefined;
}

function isDate(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    // A pattern of another dialect: the server knows it.
    return true;
  }
}

function findNumberFault(schema: JsonObject, value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (toType(schema) === 'integer' && !Number.isInteger(value)) return text.notWhole;
  if (typeof minimum === 'number' && value < minimum) return text.tooSmall(minimum);
  if (typeof maximum === 'number' && value > maximum) return text.tooLarge(maximum);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return text.notAbove(exclusiveMinimum);
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return text.notBelow(exclusiveMaximum);
  if (typeof multipleOf !== 'number' || multipleOf <= 0) return undefined;
  const rounds = value / multipleOf;
  return Math.abs(rounds - Math.round(rounds)) < 1e-9 ? undefined : text.notMultiple(multipleOf);
}

function findListFault(schema: JsonObject, value: readonly JsonValue[]): string | undefined {
  const { minItems, maxItems, uniqueItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) return text.tooFew(minItems);
  if (typeof maxItems === 'number' && value.length > maxItems) return text.tooMany(maxItems);
  const seen = new Set(value.map((item) => JSON.stringify(item)));
  return uniqueItems === true && seen.size < value.length ? text.notUnique : undefined;
}
