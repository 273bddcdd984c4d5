import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { limitReached } from './failure.ts';
import type { EvaluationLimits } from './limits.ts';

/** Flags JSONata leaves on its sequences. */
const FLAGS = ['sequence', 'keepSingleton', 'cons', 'outerWrapper', 'tupleStream', 'push'];

/** JSONata's functions are objects with one of these marks. */
function isFunction(value: object): boolean {
  return (
    ('_jsonata_function' in value && value._jsonata_function === true) ||
    ('_jsonata_lambda' in value && value._jsonata_lambda === true)
  );
}

function refuse(what: string): AppError {
  return new AppError(
    'expression-failed',
    `The expression gives ${what}, which is no JSON value. Change it to give data.`,
  );
}

/** Sets a key as data, whatever its name. */
export function setKey(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * Plain JSON of what an evaluation gave; parts that are plain already are kept as they are, not copied.
 * @throws AppError `expression-failed` for functions and numbers JSON cannot say, `expression-limit` for endless or huge results
 */
export function toJson(value: unknown, limits: EvaluationLimits): JsonValue | undefined {
  let nodes = 0;

  function convert(part: unknown, depth: number): JsonValue | undefined {
    if (++nodes > limits.nodes) throw limitReached(`its result has more than ${limits.nodes} values`);
    switch (typeof part) {
      case 'string':
        if (part.length > limits.textLength)
          throw limitReached(`it makes a text of more than ${limits.textLength} characters`);
        return part;
      case 'boolean':
        return part;
      case 'number':
        if (!Number.isFinite(part)) throw refuse(String(part));
        return part === 0 ? 0 : part;
      case 'undefined':
        return undefined;
      case 'object':
        if (part === null) return null;
        if (depth > limits.nesting) throw limitReached(`its result is nested more than ${limits.nesting} levels deep`);
        return Array.isArray(part) ? convertArray(part, depth) : convertObject(part, depth);
      default:
        throw refuse('a function');
    }
  }

  function convertArray(part: readonly unknown[], depth: number): readonly JsonValue[] {
    let copy: JsonValue[] | undefined = FLAGS.some((flag) => Object.hasOwn(part, flag)) ? [] : undefined;
    for (let index = 0; index < part.length; index++) {
      const item = convert(part[index], depth + 1) ?? null;
      if (copy === undefined && !Object.is(item, part[index])) copy = part.slice(0, index) as JsonValue[];
      copy?.push(item);
    }
    return copy ?? (part as readonly JsonValue[]);
  }

  function convertObject(part: object, depth: number): JsonObject {
    if (isFunction(part)) throw refuse('a function');
    const source = part as Readonly<Record<string, unknown>>;
    const copy: Record<string, JsonValue> = {};
    let same = Object.getPrototypeOf(part) === Object.prototype;
    for (const key of Object.keys(source)) {
      const item = convert(source[key], depth + 1);
      if (!Object.is(item, source[key])) same = false;
      if (item !== undefined) setKey(copy, key, item);
    }
    return same ? (part as JsonObject) : copy;
  }

  return convert(value, 0);
}

/** A deep copy, for the expressions that write into what they read. */
export function copyJson(value: JsonValue, limits: EvaluationLimits, depth = 0): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > limits.nesting) throw limitReached(`it reads data nested more than ${limits.nesting} levels deep`);
  if (Array.isArray(value)) return value.map((item: JsonValue) => copyJson(item, limits, depth + 1));
  const copy: Record<string, JsonValue> = {};
  for (const [key, item] of Object.entries(value)) setKey(copy, key, copyJson(item, limits, depth + 1));
  return copy;
}
