import type { JsonObject, JsonValue } from '#contract/json.ts';
import { invalidExpression, toEvaluationError, toSyntaxError } from './failure.ts';
import { compileFast } from './fast.ts';
import { compilePath, type Fast, parsePlainPath, type Roots, SLOW } from './fast-path.ts';
import { assertParsable, inspect } from './inspect.ts';
import { EVALUATION_LIMITS, type EvaluationLimits, MAX_COMPILED, MAX_SOURCE_LENGTH } from './limits.ts';
import { analyseReferences, type Reference } from './references.ts';
import { type Evaluator, findRegexProblem, parse } from './runtime.ts';
import { copyJson, toJson } from './to-json.ts';

export type { Reference };

/** A compiled JSONata expression. */
export interface Expression {
  readonly source: string;
  /** The names it reads from its input. */
  readonly references: readonly Reference[];
  /** Whether it may read anything of its input, so that `references` is not all. */
  readonly dynamic: boolean;
  /** What is allowed but hardly meant. */
  readonly warnings: readonly string[];
  /**
   * Evaluates it over plain JSON. The input is never changed, and the result is plain JSON, or `undefined` for nothing.
   * Holds the event loop for a few milliseconds at a time at most.
   * @param bindings values of variables, by name without `$`
   * @throws AppError `expression-failed`, `expression-limit`
   */
  evaluate(input: JsonValue, bindings?: JsonObject): Promise<JsonValue | undefined>;
  /**
   * Evaluates it at once when it is simple enough to need no evaluator.
   * @returns `SLOW` when only {@link Expression.evaluate} can tell
   * @throws AppError `expression-failed`, `expression-limit`
   */
  evaluateNow(roots: Roots): JsonValue | undefined | typeof SLOW;
}

const cache = new Map<string, Expression>();

/**
 * Compiles an expression. Compiled ones are kept, so asking again is cheap.
 * @throws AppError `expression-invalid` with position, line and column
 */
export function compileExpression(source: string): Expression {
  const known = cache.get(source);
  if (known !== undefined) {
    cache.delete(source);
    cache.set(source, known);
    return known;
  }
  const expression = createExpression(source, EVALUATION_LIMITS);
  cache.set(source, expression);
  const [oldest] = cache.keys();
  if (cache.size > MAX_COMPILED && oldest !== undefined) cache.delete(oldest);
  return expression;
}

/** Compiles an expression with its own limits, without keeping it. */
export function createExpression(source: string, limits: EvaluationLimits): Expression {
  if (source.length > MAX_SOURCE_LENGTH)
    throw invalidExpression(source, `it is longer than ${MAX_SOURCE_LENGTH} characters`, 0);
  if (source.trim() === '') throw invalidExpression(source, 'it is empty', 0);
  const steps = parsePlainPath(source);
  if (steps === undefined) return createParsed(source, limits);
  const [root, ...path] = steps;
  const reference: Reference = {
    root: root?.name ?? '',
    path: path.map((step) => step.name),
    start: 0,
    end: endOfNames(source),
  };
  // The parser is only needed when a path runs into an array.
  let parsed: Expression | undefined;
  return {
    ...withFast(source, limits, compilePath(steps), (input, bindings) => {
      parsed ??= createParsed(source, limits);
      return parsed.evaluate(input, bindings);
    }),
    references: [reference],
    dynamic: false,
    warnings: [],
  };
}

function endOfNames(source: string): number {
  return source.replace(/(?:\[-?\d+\])+$/, '').length;
}

function createParsed(source: string, limits: EvaluationLimits): Expression {
  try {
    assertParsable(source);
    const parsed = parse(source);
    const { nodes, writes, warnings } = inspect(source, parsed.ast);
    for (const node of nodes) {
      const problem = node.value instanceof RegExp ? findRegexProblem(node.value) : undefined;
      if (problem !== undefined)
        throw invalidExpression(source, `the regular expression cannot be used (${problem})`, node.position ?? 0);
    }
    const { references, dynamic } = analyseReferences(source, parsed.ast);
    const fast = compileFast(parsed.ast, limits);
    let evaluator: Evaluator | undefined;
    const slow = async (input: JsonValue, bindings: JsonObject) => {
      evaluator ??= parsed.prepare(nodes, limits);
      try {
        const result = writes
          ? await evaluator(copyJson(input, limits), copyJson(bindings, limits) as JsonObject)
          : await evaluator(input, bindings);
        return toJson(result, limits);
      } catch (thrown) {
        throw toEvaluationError(source, thrown);
      }
    };
    return { ...withFast(source, limits, fast, slow), references, dynamic, warnings };
  } catch (thrown) {
    throw toSyntaxError(source, thrown);
  }
}

/** Puts the fast way before the slow one. */
function withFast(
  source: string,
  limits: EvaluationLimits,
  fast: Fast | undefined,
  slow: (input: JsonValue, bindings: JsonObject) => Promise<JsonValue | undefined>,
): Pick<Expression, 'source' | 'evaluate' | 'evaluateNow'> {
  const evaluateNow: Expression['evaluateNow'] = (roots) => {
    if (fast === undefined) return SLOW;
    try {
      const value = fast(roots);
      return typeof value === 'number' ? (toJson(value, limits) as number) : value;
    } catch (thrown) {
      throw toEvaluationError(source, thrown);
    }
  };
  return {
    source,
    evaluateNow,
    async evaluate(input, bindings = {}) {
      if (fast !== undefined && typeof input === 'object' && input !== null && !Array.isArray(input)) {
        const object = input as JsonObject;
        const value = evaluateNow({ get: (name) => (Object.hasOwn(object, name) ? object[name] : undefined) });
        if (value !== SLOW) return value;
      }
      return slow(input, bindings);
    },
  };
}
