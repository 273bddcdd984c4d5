import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { areEqual, compareScalars } from '../data/compare-values.ts';
import { describeValue, isList, isObject } from '../data/json-kind.ts';
import { compilePattern } from '../safe-pattern.ts';
import { isTruthy } from './truthiness.ts';

/** What two values are compared for; those in {@link ALONE} look at the left one only. */
export const OPERATORS = [
  'equals',
  'not_equals',
  'greater',
  'greater_or_equal',
  'less',
  'less_or_equal',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'not_matches',
  'in',
  'not_in',
  'is_empty',
  'is_not_empty',
  'is_true',
  'is_false',
] as const;
export type Operator = (typeof OPERATORS)[number];

const ALONE: ReadonlySet<Operator> = new Set<Operator>(['is_empty', 'is_not_empty', 'is_true', 'is_false']);

/** Whether the operator needs a right value. */
export function needsRight(operator: Operator): boolean {
  return !ALONE.has(operator);
}

/** Whether the text names an operator. */
export function isOperator(text: JsonValue | undefined): text is Operator {
  return OPERATORS.some((operator) => operator === text);
}

function toOrder(left: JsonValue, right: JsonValue, ignoreCase: boolean): number {
  const order = compareScalars(left, right, { ignoreCase, convertTypes: true });
  if (order !== undefined) return order;
  throw new AppError(
    'data-invalid',
    `${describeValue(left)} and ${describeValue(right)} have no order. Compare two numbers, two dates or two texts; give a default with ?? where a value may be missing.`,
  );
}

function toText(value: JsonValue, ignoreCase: boolean): string {
  if (typeof value === 'object')
    throw new AppError('data-invalid', `Text is expected, but ${describeValue(value)} was given.`);
  return ignoreCase ? String(value).toLowerCase() : String(value);
}

function isIn(item: JsonValue, whole: JsonValue, ignoreCase: boolean): boolean {
  if (isList(whole)) return whole.some((one) => areEqual(one, item, { ignoreCase, convertTypes: true }));
  if (isObject(whole)) return typeof item === 'string' && Object.hasOwn(whole, item);
  return toText(whole, ignoreCase).includes(toText(item, ignoreCase));
}

function isMatch(text: JsonValue, pattern: JsonValue, ignoreCase: boolean): boolean {
  return compilePattern(`${ignoreCase ? '(?i)' : ''}${toText(pattern, false)}`).test(toText(text, false));
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Whether `left` stands to `right` as the operator says. A number written as text compares as a number, two dates as instants.
 * @throws AppError `data-invalid` when the two cannot be compared that way
 */
export function compareBy(operator: Operator, left: JsonValue, right: JsonValue, ignoreCase: boolean): boolean {
  switch (operator) {
    case 'equals':
      return areEqual(left, right, { ignoreCase, convertTypes: true });
    case 'not_equals':
      return !areEqual(left, right, { ignoreCase, convertTypes: true });
    case 'greater':
      return toOrder(left, right, ignoreCase) > 0;
    case 'greater_or_equal':
      return toOrder(left, right, ignoreCase) >= 0;
    case 'less':
      return toOrder(left, right, ignoreCase) < 0;
    case 'less_or_equal':
      return toOrder(left, right, ignoreCase) <= 0;
    case 'contains':
      return isIn(right, left, ignoreCase);
    case 'not_contains':
      return !isIn(right, left, ignoreCase);
    case 'starts_with':
      return toText(left, ignoreCase).startsWith(toText(right, ignoreCase));
    case 'ends_with':
      return toText(left, ignoreCase).endsWith(toText(right, ignoreCase));
    case 'matches':
      return isMatch(left, right, ignoreCase);
    case 'not_matches':
      return !isMatch(left, right, ignoreCase);
    case 'in':
      return isIn(left, right, ignoreCase);
    case 'not_in':
      return !isIn(left, right, ignoreCase);
    case 'is_empty':
      return isEmpty(left);
    case 'is_not_empty':
      return !isEmpty(left);
    case 'is_true':
      return isTruthy(left);
    case 'is_false':
      return !isTruthy(left);
  }
}
