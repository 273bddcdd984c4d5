import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toEmptyError } from './empty.ts';
import { compileExpression, type Expression, type Reference } from './expression.ts';
import { invalidExpression } from './failure.ts';
import { SLOW } from './fast-path.ts';
import { EVALUATION_LIMITS } from './limits.ts';
import { secretPlaceholder } from './secrets.ts';
import { splitTemplate, type TemplatePart } from './template-text.ts';
import { setKey } from './to-json.ts';
import type { ValueScope } from './value-scope.ts';

export type { ValueScope };

/** An expression of a template and where it stands. */
export interface TemplateExpression {
  /** JSON pointer of the text inside the template. */
  readonly pointer: string;
  readonly source: string;
  /** Offset inside the text. */
  readonly position: number;
  readonly references: readonly Reference[];
  readonly dynamic: boolean;
}

/** A JSON value whose texts may hold `{{ }}`, ready to be resolved. */
export interface CompiledTemplate {
  /** Whether there is nothing to resolve. */
  readonly isStatic: boolean;
  readonly references: readonly Reference[];
  /** Whether an expression may read anything of the scope. */
  readonly dynamic: boolean;
  /** Names of the secrets it uses. */
  readonly secrets: readonly string[];
  readonly expressions: readonly TemplateExpression[];
  /**
   * The value with every expression evaluated; a promise only when one of them needs the evaluator.
   * Secrets are placeholders (see `revealSecrets`).
   * @throws AppError `expression-empty`, `expression-failed`, `expression-limit`
   */
  resolve(scope: ValueScope): JsonValue | Promise<JsonValue>;
}

type Resolve = (scope: ValueScope) => JsonValue | Promise<JsonValue>;

const MAX_NESTING = 200;
const SECRET = /^secrets\.([A-Za-z_][A-Za-z0-9_]*)$/;

/** Adds a name to a JSON pointer. */
function child(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Text of a value inside other text: JSON for objects and arrays, nothing for null. */
function toInlineText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The evaluator's input: only what the expression names, unless it may read anything. */
function toInput(expression: Expression, scope: ValueScope): JsonObject {
  const input: Record<string, JsonValue> = Object.create(null);
  const names = expression.dynamic ? scope.names() : expression.references.map((reference) => reference.root);
  for (const name of names) {
    const value = name === 'secrets' ? undefined : scope.get(name);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

/**
 * Compiles a value with templates in it. Costs time once; resolving is the fast part.
 * @throws AppError `expression-invalid` with the pointer of the text and the position in it
 */
export function compileTemplate(value: JsonValue): CompiledTemplate {
  const expressions: TemplateExpression[] = [];
  const secrets = new Set<string>();

  function compileSource(part: Extract<TemplatePart, { kind: 'expression' }>, pointer: string): Resolve {
    const { source, position } = part;
    const secret = SECRET.exec(source)?.[1];
    if (secret !== undefined) {
      secrets.add(secret);
      expressions.push({ pointer, source, position, references: [], dynamic: false });
      return () => secretPlaceholder(secret);
    }
    const expression = compileExpression(source);
    const misuse = expression.references.find((reference) => reference.root === 'secrets');
    if (misuse !== undefined)
      throw invalidExpression(source, 'use a secret by name alone, as in {{ secrets.API_KEY }}', misuse.start);
    expressions.push({ pointer, source, position, references: expression.references, dynamic: expression.dynamic });
    const orEmpty = (result: JsonValue | undefined, scope: ValueScope): JsonValue => {
      if (result === undefined) throw toEmptyError(expression, pointer, scope);
      return result;
    };
    return (scope) => {
      try {
        const now = expression.evaluateNow(scope);
        if (now !== SLOW) return orEmpty(now, scope);
      } catch (thrown) {
        throw atPointer(thrown, pointer);
      }
      return expression.evaluate(toInput(expression, scope)).then(
        (result) => orEmpty(result, scope),
        (thrown) => {
          throw atPointer(thrown, pointer);
        },
      );
    };
  }

  function compileText(text: string, pointer: string): Resolve | undefined {
    if (!text.includes('{{')) return undefined;
    const parts = located(() => splitTemplate(text), pointer, 0);
    const alone = parts.filter((part) => part.kind === 'expression' || part.text.trim() !== '');
    const [only] = alone;
    const pieces = parts.map((part) =>
      part.kind === 'text' ? part.text : located(() => compileSource(part, pointer), pointer, part.position),
    );
    if (alone.length === 1 && only?.kind === 'expression') return pieces.find((piece) => typeof piece === 'function');
    if (pieces.every((piece) => typeof piece === 'string')) {
      const plain = pieces.join('');
      return () => plain;
    }
    return (scope) =>
      join(
        resolveAll(
          pieces.map((piece) => (typeof piece === 'string' ? () => piece : piece)),
          scope,
        ),
      );
  }

  function compile(part: JsonValue, pointer: string, depth: number): Resolve | undefined {
    if (typeof part === 'string') return compileText(part, pointer);
    if (typeof part !== 'object' || part === null) return undefined;
    if (depth > MAX_NESTING) {
      throw new AppError(
        'expression-invalid',
        `The value at ${pointer.slice(0, 100)}… is nested more than ${MAX_NESTING} levels deep. Make it flatter.`,
        {
          data: { pointer: pointer.slice(0, 1_000) },
        },
      );
    }
    const entries: [string, JsonValue][] = Object.entries(part);
    const members = entries.map(([key, item]) => compile(item, child(pointer, key), depth + 1));
    if (members.every((member) => member === undefined)) return undefined;
    const resolvers = members.map((member, index): Resolve => {
      const constant = entries[index]?.[1] ?? null;
      return member ?? (() => constant);
    });
    if (Array.isArray(part)) return (scope) => resolveAll(resolvers, scope);
    const keys = entries.map(([key]) => key);
    return (scope) => {
      const values = resolveAll(resolvers, scope);
      return values instanceof Promise ? values.then((settled) => toObject(keys, settled)) : toObject(keys, values);
    };
  }

  const resolve = compile(value, '', 0);
  return {
    isStatic: resolve === undefined,
    references: expressions.flatMap((expression) => expression.references),
    dynamic: expressions.some((expression) => expression.dynamic),
    secrets: [...secrets],
    expressions,
    resolve: resolve ?? (() => value),
  };
}

function toObject(keys: readonly string[], values: readonly JsonValue[]): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (let index = 0; index < keys.length; index++) setKey(object, keys[index] ?? '', values[index] ?? null);
  return object;
}

/** Resolves side by side; a promise only when a part is one. */
function resolveAll(resolvers: readonly Resolve[], scope: ValueScope): JsonValue[] | Promise<JsonValue[]> {
  const values: (JsonValue | Promise<JsonValue>)[] = [];
  let pending = false;
  try {
    for (const resolve of resolvers) {
      const value = resolve(scope);
      pending ||= value instanceof Promise;
      values.push(value);
    }
  } catch (thrown) {
    // The parts already under way have nobody left to report to.
    for (const value of values) if (value instanceof Promise) value.catch(() => undefined);
    throw thrown;
  }
  return pending ? Promise.all(values) : (values as JsonValue[]);
}

function join(values: JsonValue[] | Promise<JsonValue[]>): string | Promise<string> {
  if (values instanceof Promise) return values.then((settled) => join(settled));
  const text = values.map(toInlineText).join('');
  if (text.length > EVALUATION_LIMITS.textLength) {
    throw new AppError(
      'expression-limit',
      `The text would have more than ${EVALUATION_LIMITS.textLength} characters. Pass the data on as it is.`,
    );
  }
  return text;
}

/** Adds where the text is to an error of an expression. */
function atPointer(thrown: unknown, pointer: string): unknown {
  if (!(thrown instanceof AppError) || thrown.data?.pointer !== undefined) return thrown;
  const where = pointer === '' ? '' : ` It stands at ${pointer}.`;
  return new AppError(thrown.code, `${thrown.message}${where}`, {
    data: { ...thrown.data, pointer },
    cause: thrown.cause,
  });
}

/** Runs a part of the compilation and gives its errors the place in the template. */
function located<T>(work: () => T, pointer: string, position: number): T {
  try {
    return work();
  } catch (thrown) {
    const error = atPointer(thrown, pointer);
    if (!(error instanceof AppError) || position === 0) throw error;
    const offset = typeof error.data?.position === 'number' ? error.data.position : 0;
    throw new AppError(error.code, error.message, { data: { ...error.data, offset: position + offset } });
  }
}
