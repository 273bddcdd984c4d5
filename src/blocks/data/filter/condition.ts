import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compilePattern } from '../../safe-pattern.ts';
import { areEqual, type Comparison, compareScalars, createMemberTest } from '../compare-values.ts';
import { compileFieldPath } from '../field-path.ts';
import { describeValue, isList, isObject } from '../json-kind.ts';
import { readChoice, readFlag, readText } from '../read-input.ts';
import { isBlank } from '../scalar-values.ts';

export const OPERATORS = [
  'equals',
  'not_equals',
  'greater',
  'greater_or_equal',
  'less',
  'less_or_equal',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'not_matches',
  'is_empty',
  'is_not_empty',
  'exists',
  'not_exists',
  'is_true',
  'is_false',
] as const;
type Operator = (typeof OPERATORS)[number];

/** Whether an item satisfies a condition. */
export type ItemTest = (item: JsonValue) => boolean;
type ValueTest = (value: JsonValue | undefined) => boolean;

/**
 * The test of one `{ field, operator, value, ignoreCase }`.
 * @throws AppError `input-invalid` when the value does not suit the operator
 */
export function createItemTest(condition: JsonObject, defaults: Comparison): ItemTest {
  const read = compileFieldPath(readText(condition, 'field'));
  const comparison = { ...defaults, ignoreCase: readFlag(condition, 'ignoreCase', defaults.ignoreCase) };
  const test = createValueTest(readChoice(condition, 'operator', OPERATORS, 'equals'), condition.value, comparison);
  return (item) => test(read(item));
}

function createValueTest(operator: Operator, operand: JsonValue | undefined, comparison: Comparison): ValueTest {
  switch (operator) {
    case 'equals':
      return (value) => areEqual(value ?? null, operand ?? null, comparison);
    case 'greater':
      return createOrderTest(operator, operand, comparison, (difference) => difference > 0);
    case 'greater_or_equal':
      return createOrderTest(operator, operand, comparison, (difference) => difference >= 0);
    case 'less':
      return createOrderTest(operator, operand, comparison, (difference) => difference < 0);
    case 'less_or_equal':
      return createOrderTest(operator, operand, comparison, (difference) => difference <= 0);
    case 'between':
      return createBetweenTest(operand, comparison);
    case 'in':
      return createMemberTest(isList(operand) ? operand : toChoices(operand), comparison);
    case 'contains':
      return (value) => contains(value, operand, comparison);
    case 'starts_with':
      return createTextTest(operator, operand, comparison, (text, part) => text.startsWith(part));
    case 'ends_with':
      return createTextTest(operator, operand, comparison, (text, part) => text.endsWith(part));
    case 'matches': {
      if (typeof operand !== 'string') throw wrongOperand(operator, 'a regular expression', operand);
      const pattern = compilePattern(comparison.ignoreCase ? `(?i)${operand}` : operand);
      return (value) => isScalar(value) && pattern.test(String(value));
    }
    case 'is_empty':
      return isEmpty;
    case 'exists':
      return (value) => value !== undefined && value !== null;
    case 'is_true':
      return (value) => value === true || (comparison.convertTypes && value === 'true');
    case 'is_false':
      return (value) => value === false || (comparison.convertTypes && value === 'false');
    case 'not_equals':
      return negate(createValueTest('equals', operand, comparison));
    case 'not_in':
      return negate(createValueTest('in', operand, comparison));
    case 'not_contains':
      return negate(createValueTest('contains', operand, comparison));
    case 'not_matches':
      return negate(createValueTest('matches', operand, comparison));
    case 'is_not_empty':
      return negate(isEmpty);
    case 'not_exists':
      return (value) => value === undefined || value === null;
  }
}

function createOrderTest(
  operator: Operator,
  operand: JsonValue | undefined,
  comparison: Comparison,
  accepts: (difference: number) => boolean,
): ValueTest {
  if (!isScalar(operand)) throw wrongOperand(operator, 'a number, text or date', operand);
  return (value) => {
    const difference = compareScalars(value, operand, comparison);
    return difference !== undefined && accepts(difference);
  };
}

function createBetweenTest(operand: JsonValue | undefined, comparison: Comparison): ValueTest {
  const [from, to] = isList(operand) ? operand : [];
  if (!isList(operand) || operand.length !== 2 || !isScalar(from) || !isScalar(to)) {
    throw wrongOperand('between', 'a list of the least and the greatest value', operand);
  }
  return (value) => {
    const low = compareScalars(value, from, comparison);
    const high = compareScalars(value, to, comparison);
    return low !== undefined && high !== undefined && low >= 0 && high <= 0;
  };
}

function createTextTest(
  operator: Operator,
  operand: JsonValue | undefined,
  { ignoreCase }: Comparison,
  accepts: (text: string, part: string) => boolean,
): ValueTest {
  if (!isScalar(operand)) throw wrongOperand(operator, 'text', operand);
  const part = fold(String(operand), ignoreCase);
  return (value) => isScalar(value) && accepts(fold(String(value), ignoreCase), part);
}

/** Text holds a part of it, a list one of its members, an object a key. */
function contains(value: JsonValue | undefined, operand: JsonValue | undefined, comparison: Comparison): boolean {
  if (isList(value)) return value.some((inner) => areEqual(inner, operand ?? null, comparison));
  if (!isScalar(operand)) return false;
  if (isObject(value)) return Object.hasOwn(value, String(operand));
  return (
    isScalar(value) && fold(String(value), comparison.ignoreCase).includes(fold(String(operand), comparison.ignoreCase))
  );
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (isList(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return isBlank(value);
}

function toChoices(operand: JsonValue | undefined): readonly JsonValue[] {
  if (typeof operand !== 'string' || operand.trim() === '')
    throw wrongOperand('in', 'a list, or text with commas', operand);
  return operand.split(',').map((choice) => choice.trim());
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

function fold(text: string, ignoreCase: boolean): string {
  return ignoreCase ? text.toLowerCase() : text;
}

function negate(test: ValueTest): ValueTest {
  return (value) => !test(value);
}

function wrongOperand(operator: Operator, expected: string, operand: JsonValue | undefined): AppError {
  return new AppError(
    'input-invalid',
    `The operator "${operator}" needs ${expected} as its value, but has ${describeValue(operand)}.`,
    {
      data: { field: 'conditions', operator },
    },
  );
}
