import { limitReached } from './failure.ts';
import type { EvaluationLimits } from './limits.ts';

const isMarkedFunction = (value: object): boolean =>
  typeof value === 'function' ||
  ('_jsonata_function' in value && value._jsonata_function === true) ||
  ('_jsonata_lambda' in value && value._jsonata_lambda === true);

/** Whether JSONata can call it. */
export function isCallable(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && isMarkedFunction(value));
}

/** Refuses texts beyond the limit. */
export function assertTextLength(length: number, limits: EvaluationLimits): void {
  if (length > limits.textLength) throw limitReached(`it makes a text of more than ${limits.textLength} characters`);
}

/** Refuses values whose text would be beyond the limits; values that contain themselves are endless. */
function assertPrintable(value: unknown, limits: EvaluationLimits): void {
  let nodes = 0;
  let length = 0;
  const count = (more: number): void => {
    length += more;
    assertTextLength(length, limits);
  };
  const visit = (part: unknown, depth: number): void => {
    if (++nodes > limits.nodes) throw limitReached(`it makes text of more than ${limits.nodes} values`);
    if (typeof part === 'string') count(part.length);
    if (typeof part !== 'object' || part === null) return;
    if (depth > limits.nesting)
      throw limitReached(`it makes text of data nested more than ${limits.nesting} levels deep`);
    for (const key of Object.keys(part)) {
      if (!Array.isArray(part)) count(key.length);
      visit((part as Readonly<Record<string, unknown>>)[key], depth + 1);
    }
  };
  visit(value, 0);
}

function toFinite(value: number): number {
  if (Number.isFinite(value)) return Number.isInteger(value) ? value : Number(value.toPrecision(15));
  throw { code: 'D1001', value, message: `Number out of range: ${value}` };
}

/** JSONata's `$string`, bounded. */
export function toText(value: unknown, limits: EvaluationLimits, prettify = false): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (isCallable(value)) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw { code: 'D3001', value, message: 'Attempting to invoke string function on Infinity or NaN' };
  }
  if (typeof value === 'object') assertPrintable(value, limits);
  const whole = Array.isArray(value) && Object.hasOwn(value, 'outerWrapper') ? value[0] : value;
  const text = JSON.stringify(
    whole,
    (_key, part: unknown) => {
      if (typeof part === 'number') return Number.isNaN(part) ? part : toFinite(part);
      return isCallable(part) ? '' : part;
    },
    prettify ? 2 : 0,
  );
  if (text !== undefined) assertTextLength(text.length, limits);
  return text;
}

/** JSONata's equality. `charge` is called now and then, since two values may be large. */
export function isDeepEqual(left: unknown, right: unknown, charge: () => void): boolean {
  let steps = 0;
  const compare = (a: unknown, b: unknown): boolean => {
    if (++steps % 1_000 === 0) charge();
    if (a === b) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Array.isArray(a) && Array.isArray(b)) {
      return a.length === b.length && a.every((item, index) => compare(item, b[index]));
    }
    const aKeys = Object.getOwnPropertyNames(a).sort();
    const bKeys = Object.getOwnPropertyNames(b).sort();
    return (
      aKeys.length === bKeys.length &&
      aKeys.every((key, index) => key === bKeys[index]) &&
      aKeys.every((key) =>
        compare((a as Readonly<Record<string, unknown>>)[key], (b as Readonly<Record<string, unknown>>)[key]),
      )
    );
  };
  return compare(left, right);
}

/** JSONata's effective boolean value; `undefined` for nothing. */
export function toBoolean(value: unknown): boolean | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'boolean':
      return value;
    case 'string':
      return value.length > 0;
    case 'number':
      return !Number.isNaN(value) && toFinite(value) !== 0;
    case 'object':
      if (value === null || isMarkedFunction(value)) return false;
      if (Array.isArray(value)) {
        if (value.length === 1) return toBoolean(value[0]) ?? false;
        // Each member is asked, as JSONata does, because one may be out of range.
        return value.filter((item) => toBoolean(item) === true).length > 0;
      }
      return Object.keys(value).length > 0;
    default:
      return false;
  }
}
