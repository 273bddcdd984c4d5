import type { JsonValue } from '#contract/json.ts';
import { type AstNode, leftOf } from './ast.ts';
import { assertTextLength, isDeepEqual, toBoolean, toText } from './bounded-values.ts';
import { compilePath, type Fast, type PathStep, SLOW } from './fast-path.ts';
import type { EvaluationLimits } from './limits.ts';

type Operand = JsonValue | undefined;
type Operator = (left: Operand, right: Operand) => Operand;

/** Marks on a node that change what it gives. */
const MARKS = [
  'predicate',
  'stages',
  'group',
  'keepArray',
  'keepSingletonArray',
  'tuple',
  'focus',
  'index',
  'ancestor',
  'consarray',
  'seekingParent',
] as const;

function isBare(node: AstNode, except?: (typeof MARKS)[number]): boolean {
  return MARKS.every((mark) => mark === except || node[mark] === undefined);
}

function assertFinite(value: number): void {
  if (!Number.isFinite(value) && !Number.isNaN(value))
    throw { code: 'D1001', message: `Number out of range: ${value}` };
}

function isNumber(value: Operand): value is number {
  if (typeof value !== 'number') return false;
  assertFinite(value);
  return !Number.isNaN(value);
}

function arithmetic(symbol: string, compute: (left: number, right: number) => number): Operator {
  return (left, right) => {
    if (left !== undefined && !isNumber(left))
      throw { code: 'T2001', message: `The left side of the ${symbol} operator must evaluate to a number` };
    if (right !== undefined && !isNumber(right))
      throw { code: 'T2002', message: `The right side of the ${symbol} operator must evaluate to a number` };
    return left === undefined || right === undefined ? undefined : compute(left, right);
  };
}

function comparison(symbol: string, compare: (left: string | number, right: string | number) => boolean): Operator {
  return (left, right) => {
    for (const side of [left, right]) {
      if (side !== undefined && typeof side !== 'string' && typeof side !== 'number') {
        throw {
          code: 'T2010',
          message: `The expressions either side of operator ${symbol} must evaluate to numeric or string values`,
        };
      }
    }
    if (left === undefined || right === undefined) return undefined;
    if (typeof left !== typeof right) {
      throw { code: 'T2009', message: `The values either side of operator ${symbol} must be of the same data type` };
    }
    return compare(left as string | number, right as string | number);
  };
}

const ignoreTime = (): void => undefined;

/** Operators that look at both sides, by symbol. */
function createOperators(limits: EvaluationLimits): ReadonlyMap<unknown, Operator> {
  return new Map<unknown, Operator>([
    ['+', arithmetic('+', (left, right) => left + right)],
    ['-', arithmetic('-', (left, right) => left - right)],
    ['*', arithmetic('*', (left, right) => left * right)],
    ['/', arithmetic('/', (left, right) => left / right)],
    ['%', arithmetic('%', (left, right) => left % right)],
    ['<', comparison('<', (left, right) => left < right)],
    ['<=', comparison('<=', (left, right) => left <= right)],
    ['>', comparison('>', (left, right) => left > right)],
    ['>=', comparison('>=', (left, right) => left >= right)],
    ['=', (left, right) => left !== undefined && right !== undefined && isDeepEqual(left, right, ignoreTime)],
    ['!=', (left, right) => left !== undefined && right !== undefined && !isDeepEqual(left, right, ignoreTime)],
    [
      'in',
      (left, right) =>
        left !== undefined && right !== undefined && (Array.isArray(right) ? right.includes(left) : right === left),
    ],
    [
      '&',
      (left, right) => {
        const start = toText(left, limits) ?? '';
        const end = toText(right, limits) ?? '';
        assertTextLength(start.length + end.length, limits);
        return start + end;
      },
    ],
  ]);
}

/** The steps of a path of names and constant indexes. */
function toPathSteps(node: AstNode): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  for (const step of node.steps ?? []) {
    if (step.type !== 'name' || !isBare(step, 'stages')) return undefined;
    const indexes: number[] = [];
    for (const { type, expr } of step.stages ?? []) {
      if (type !== 'filter' || expr?.type !== 'number' || typeof expr.value !== 'number' || !isBare(expr))
        return undefined;
      indexes.push(Math.floor(expr.value));
    }
    steps.push({ name: String(step.value), indexes });
  }
  return steps;
}

/** Gives errors the place JSONata would give them. */
function located(node: AstNode, fast: Fast): Fast {
  return (roots) => {
    try {
      return fast(roots);
    } catch (thrown) {
      if (
        typeof thrown === 'object' &&
        thrown !== null &&
        'code' in thrown &&
        !('position' in thrown) &&
        !(thrown instanceof Error)
      ) {
        throw { ...thrown, position: node.position, token: node.value };
      }
      throw thrown;
    }
  };
}

/**
 * Compiles the part of JSONata that needs no evaluator: literals, paths, comparison, logic, arithmetic, `&`, conditions and defaults.
 * @returns `undefined` when the expression uses anything else
 */
export function compileFast(root: AstNode, limits: EvaluationLimits): Fast | undefined {
  const operators = createOperators(limits);

  function compileBinary(node: AstNode): Fast | undefined {
    const lhs = leftOf(node);
    const left = lhs === undefined ? undefined : compile(lhs);
    const right = node.rhs === undefined ? undefined : compile(node.rhs);
    if (left === undefined || right === undefined) return undefined;
    if (node.value === 'and' || node.value === 'or') {
      const decided = node.value === 'or';
      return (roots) => {
        const first = left(roots);
        if (first === SLOW) return SLOW;
        if ((toBoolean(first) ?? false) === decided) return decided;
        const second = right(roots);
        return second === SLOW ? SLOW : (toBoolean(second) ?? false);
      };
    }
    const operator = operators.get(node.value);
    if (operator === undefined) return undefined;
    return located(node, (roots) => {
      const first = left(roots);
      if (first === SLOW) return SLOW;
      const second = right(roots);
      return second === SLOW ? SLOW : operator(first, second);
    });
  }

  function compileCondition(node: AstNode): Fast | undefined {
    const condition = node.condition === undefined ? undefined : compile(node.condition);
    const yes = node.then === undefined ? undefined : compile(node.then);
    const no: Fast | undefined = node.else === undefined ? () => undefined : compile(node.else);
    if (condition === undefined || yes === undefined || no === undefined) return undefined;
    return (roots) => {
      const decision = condition(roots);
      if (decision === SLOW) return SLOW;
      return toBoolean(decision) === true ? yes(roots) : no(roots);
    };
  }

  function compileMinus(node: AstNode): Fast | undefined {
    const operand = node.value === '-' && node.expression !== undefined ? compile(node.expression) : undefined;
    if (operand === undefined) return undefined;
    return located(node, (roots) => {
      const value = operand(roots);
      if (value === SLOW || value === undefined) return value;
      if (!isNumber(value)) throw { code: 'D1002', message: 'Cannot negate a non-numeric value' };
      return -value;
    });
  }

  /** `$exists(x)`, which is also what `??` is made of. */
  function compileExists(node: AstNode): Fast | undefined {
    const [argument, ...others] = node.arguments ?? [];
    const isExists = node.procedure?.type === 'variable' && node.procedure.value === 'exists' && isBare(node.procedure);
    const operand = isExists && argument !== undefined && others.length === 0 ? compile(argument) : undefined;
    if (operand === undefined) return undefined;
    return (roots) => {
      const value = operand(roots);
      return value === SLOW ? SLOW : value !== undefined;
    };
  }

  function compile(node: AstNode): Fast | undefined {
    if (!isBare(node)) return undefined;
    switch (node.type) {
      case 'string':
      case 'number':
      case 'value': {
        const value = node.value as JsonValue;
        return () => value;
      }
      case 'path': {
        const steps = toPathSteps(node);
        return steps === undefined ? undefined : compilePath(steps);
      }
      case 'binary':
        return compileBinary(node);
      case 'unary':
        return compileMinus(node);
      case 'condition':
        return compileCondition(node);
      case 'function':
        return compileExists(node);
      case 'block': {
        const [only, ...others] = node.expressions ?? [];
        return only === undefined || others.length > 0 ? undefined : compile(only);
      }
      default:
        return undefined;
    }
  }

  return compile(root);
}
