import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';

/** What JSONata throws: an object with one of its codes, or whatever its own code ran into. */
export interface JsonataFailure {
  readonly code?: unknown;
  readonly position?: unknown;
  readonly token?: unknown;
  readonly message?: unknown;
}

const LIMIT_CODES = new Set(['D1011', 'D1012', 'D2014', 'D2015']);
const MAX_MESSAGE = 400;

/** A refusal to go on, thrown inside an evaluation. */
export function limitReached(what: string): AppError {
  return new AppError('expression-limit', `The expression was stopped: ${what}.`, { data: { limit: what } });
}

/** Line and column, both counted from 1, of an offset in a text. */
export function toPlace(
  source: string,
  position: number,
): { readonly position: number; readonly line: number; readonly column: number } {
  const before = source.slice(0, position);
  const line = before.split('\n').length;
  return { position, line, column: position - before.lastIndexOf('\n') };
}

/** Short form of an expression for messages. */
export function quoteSource(source: string): string {
  const flat = source.replace(/\s+/g, ' ');
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat;
}

function place(source: string, failure: JsonataFailure): JsonObject {
  if (typeof failure.position !== 'number') return {};
  // JSONata counts to the end of the token it met.
  const token = typeof failure.token === 'string' ? failure.token : '';
  const start = failure.position - token.length;
  const position = token !== '' && source.slice(start, failure.position) === token ? start : failure.position;
  return toPlace(source, Math.min(Math.max(position, 0), source.length));
}

function at(data: JsonObject): string {
  return data.line === undefined ? '' : ` (line ${data.line}, column ${data.column})`;
}

/** The error of a text that is no expression. */
export function toSyntaxError(source: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof RangeError) return invalidExpression(source, 'it is nested too deeply', 0);
  const failure: JsonataFailure = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const data = place(source, failure);
  const reason = String(failure.message ?? thrown).slice(0, MAX_MESSAGE);
  return new AppError(
    'expression-invalid',
    `The expression \`${quoteSource(source)}\` cannot be read${at(data)}: ${reason}. Correct it.`,
    {
      data: { expression: source, ...data },
    },
  );
}

/** An expression that is refused although JSONata would take it. */
export function invalidExpression(source: string, reason: string, position: number): AppError {
  const data = toPlace(source, position);
  return new AppError(
    'expression-invalid',
    `The expression \`${quoteSource(source)}\` is not allowed${at(data)}: ${reason}.`,
    {
      data: { expression: source, ...data },
    },
  );
}

/** The error of an evaluation that went wrong. */
export function toEvaluationError(source: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) {
    return new AppError(
      thrown.code,
      thrown.message.replace('The expression ', `The expression \`${quoteSource(source)}\` `),
      {
        data: { expression: source, ...thrown.data },
      },
    );
  }
  if (thrown instanceof RangeError) {
    return new AppError(
      'expression-limit',
      `The expression \`${quoteSource(source)}\` was stopped: it needs too much memory or nesting.`,
      {
        data: { expression: source },
      },
    );
  }
  const failure: JsonataFailure = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const data = place(source, failure);
  const known = typeof failure.code === 'string';
  // Messages of the JavaScript engine speak of things no author of an expression knows.
  const reason = known
    ? String(failure.message ?? failure.code).slice(0, MAX_MESSAGE)
    : 'a function got a value it cannot use';
  const limit = known && LIMIT_CODES.has(String(failure.code));
  return new AppError(
    limit ? 'expression-limit' : 'expression-failed',
    `The expression \`${quoteSource(source)}\` ${limit ? 'was stopped' : 'failed'}${at(data)}: ${reason}`,
    { data: { expression: source, ...(known ? { reason: String(failure.code) } : {}), ...data } },
  );
}
