import { createRequire } from 'node:module';
import type jsonata from 'jsonata';
import { AppError } from '#contract/app-error.ts';
import { type AstNode, leftOf } from './ast.ts';
import { BOUNDED_FUNCTIONS, type BoundedFunction, BUDGET_VARIABLE, WRAPPED_FUNCTIONS } from './bounded-functions.ts';
import { type Budget, createBudget } from './budget.ts';
import type { EvaluationLimits } from './limits.ts';
import { compileLinear, createRegexEngine } from './linear-regex.ts';

/** JSONata's parser and evaluator. Loaded when the first expression needs it: a run of plain paths never does. */
function loadJsonata(): typeof jsonata {
  return createRequire(import.meta.url)('jsonata') as typeof jsonata;
}

/** A parsed expression. */
export interface Parsed {
  readonly ast: AstNode;
  /** Makes it ready; afterwards `ast` belongs to the evaluator. */
  prepare(nodes: readonly AstNode[], limits: EvaluationLimits): Evaluator;
}

export type Evaluator = (input: unknown, bindings: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** JSONata's hook before each evaluation of a node. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry');

interface Environment {
  readonly base: { lookup(name: string): unknown };
}

function variable(value: string, position: number | undefined): AstNode {
  return { type: 'variable', value, ...(position === undefined ? {} : { position }) };
}

/** Turns the operators that can grow without bound into calls of bounded functions. Gives the names of all functions to put in place. */
function rewrite(nodes: readonly AstNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.type === 'transform') names.add('clone');
    if (node.type === 'variable' && typeof node.value === 'string') {
      if (WRAPPED_FUNCTIONS.has(node.value)) node.value = `\0${node.value}`;
      names.add(String(node.value));
    } else if (node.type === 'binary' && node.value === '&') {
      const left = leftOf(node);
      if (left === undefined || node.rhs === undefined) continue;
      node.type = 'function';
      node.procedure = variable('\0concat', node.position);
      node.arguments = [left, node.rhs];
      names.add('\0concat');
    } else if (node.type === 'wildcard') {
      node.type = 'function';
      node.procedure = variable('\0wildcard', node.position);
      node.arguments = [variable('', node.position)];
      names.add('\0wildcard');
    }
  }
  return names;
}

function findFunction(name: string): BoundedFunction | undefined {
  return name.startsWith('\0')
    ? (BOUNDED_FUNCTIONS.get(name) ?? WRAPPED_FUNCTIONS.get(name.slice(1)))
    : BOUNDED_FUNCTIONS.get(name);
}

/** Data that carries JSONata's internal mark would be taken for its own intermediate result. */
function assertNotForged(input: unknown): void {
  if (typeof input === 'object' && input !== null && !Array.isArray(input) && Object.hasOwn(input, 'tupleStream')) {
    throw new AppError(
      'expression-failed',
      'The expression reads an object with the key tupleStream, which is reserved. Rename the key.',
    );
  }
}

/**
 * Parses an expression.
 * @throws what JSONata's parser throws
 */
export function parse(source: string): Parsed {
  const options: jsonata.JsonataOptions & { RegexEngine?: unknown } = {};
  const expression = loadJsonata()(source, options);
  const ast = expression.ast() as unknown as AstNode;
  return {
    ast,
    prepare(nodes, limits) {
      const patterns = nodes.map((node) => node.value).filter((value) => value instanceof RegExp);
      const register = expression.registerFunction as (
        name: string,
        implementation: unknown,
        signature: string | undefined,
      ) => void;
      for (const name of rewrite(nodes)) {
        const bounded = findFunction(name);
        if (bounded !== undefined) register(name, bounded.implementation, bounded.signature);
      }
      const assign = expression.assign as (name: string | symbol, value: unknown) => void;
      assign(ENTRY, (_node: AstNode, input: unknown, environment: Environment) => {
        assertNotForged(input);
        return (environment.base.lookup(BUDGET_VARIABLE) as Budget).tick();
      });
      options.stack = limits.depth;
      options.sequence = limits.sequence;
      return async (input, bindings) => {
        const budget = createBudget(limits);
        try {
          // JSONata takes the engine from the options at the start of each evaluation.
          if (patterns.length > 0) Object.assign(options, { RegexEngine: createRegexEngine(budget) });
          return await expression.evaluate(input, { ...bindings, [BUDGET_VARIABLE]: budget });
        } finally {
          budget.finish();
        }
      };
    },
  };
}

/** Why a regular expression cannot be used; `undefined` when it can. */
export function findRegexProblem(pattern: RegExp): string | undefined {
  try {
    compileLinear(pattern);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
