import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { BlockHandler } from '../../context.ts';
import { describeValue, isList, isObject } from '../../data/json-kind.ts';
import { compareBy, isOperator, needsRight, OPERATORS } from '../comparison.ts';
import { isTruthy } from '../truthiness.ts';

const KEYS: ReadonlySet<string> = new Set(['left', 'operator', 'right', 'ignoreCase']);

function toFault(at: number, reason: string): AppError {
  return new AppError('input-invalid', `Input "conditions": comparison ${at + 1} ${reason}.`, {
    data: { field: 'conditions', index: at },
  });
}

function holds(comparison: JsonValue, at: number): boolean {
  if (!isObject(comparison))
    throw toFault(at, `is ${describeValue(comparison)}; it must be {"left", "operator", "right"}`);
  const { left, operator, right, ignoreCase } = comparison;
  const unknown = Object.keys(comparison).find((key) => !KEYS.has(key));
  if (unknown !== undefined)
    throw toFault(at, `has the unknown key "${unknown}"; known are left, operator, right and ignoreCase`);
  if (!isOperator(operator)) throw toFault(at, `needs an operator, one of ${OPERATORS.join(', ')}`);
  if (left === undefined) throw toFault(at, 'has no left value');
  if (right === undefined && needsRight(operator)) throw toFault(at, `has no right value to compare by ${operator}`);
  return compareBy(operator, left, right ?? null, ignoreCase === true);
}

/** Takes the port `true` or `false`. */
export const run: BlockHandler = (ctx) => {
  const { condition, conditions, combine, data = null } = ctx.inputs;
  const comparisons = isList(conditions) ? conditions : [];
  if (condition === undefined && comparisons.length === 0) {
    throw new AppError(
      'input-invalid',
      'There is nothing to decide by. Give the input "condition" or at least one of "conditions".',
      {
        data: { field: 'condition' },
      },
    );
  }
  const results = comparisons.map(holds);
  if (condition !== undefined) results.push(isTruthy(condition));
  const result = combine === 'any' ? results.includes(true) : !results.includes(false);
  return ctx.take(result ? 'true' : 'false', { result, data });
};
