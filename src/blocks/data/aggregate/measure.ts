import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { toCanonicalJson } from '../canonical-json.ts';
import { compareText } from '../compare-values.ts';
import { sumExactly } from '../exact-sum.ts';
import { compileFieldPath, toFieldName } from '../field-path.ts';
import { describeValue } from '../json-kind.ts';
import { readChoice, readFlag, readText } from '../read-input.ts';
import { isBlank, toNumber } from '../scalar-values.ts';

const FUNCTIONS = [
  'count',
  'count_distinct',
  'sum',
  'average',
  'min',
  'max',
  'median',
  'percentile',
  'stddev',
  'variance',
  'first',
  'last',
  'list',
  'join',
] as const;
type MeasureFunction = (typeof FUNCTIONS)[number];

/** One figure computed for every group. */
export interface Measure {
  readonly id: string;
  readonly compute: (items: readonly JsonValue[]) => JsonValue;
}

/** Statistics that need numbers, over at least one number. */
const NUMERIC: ReadonlyMap<MeasureFunction, (numbers: readonly number[], percentile: number) => number | null> =
  new Map([
    ['sum', (numbers) => sumExactly(numbers)],
    ['average', (numbers) => (numbers.length === 0 ? null : sumExactly(numbers) / numbers.length)],
    ['median', (numbers) => toPercentile(numbers, 50)],
    ['percentile', (numbers, percentile) => toPercentile(numbers, percentile)],
    ['variance', (numbers) => toVariance(numbers)],
    ['stddev', (numbers) => toDeviation(numbers)],
  ]);

/**
 * Reads `{ id, function, field, percentile, separator, distinct }`.
 * Blank values are left out of every figure but `count` without a field. Text that is a number counts as one;
 * other text fails a numeric figure unless `skipsInvalid`.
 * @throws AppError `input-invalid` when the measure is not one; its `compute` throws `data-invalid` for text that is no number
 */
export function readMeasure(value: JsonObject, skipsInvalid: boolean): Measure {
  const name = readChoice(value, 'function', FUNCTIONS, 'count');
  const field = readText(value, 'field');
  if (field === '' && name !== 'count') {
    throw new AppError('input-invalid', `The measure "${name}" needs a field to work on ($ for the item itself).`, {
      data: { field: 'measures', function: name },
    });
  }
  const id = readText(value, 'id') || (field === '' ? name : `${name}_${toFieldName(field)}`);
  if (field === '') return { id, compute: (items) => items.length };
  const read = compileFieldPath(field);
  const reduce = createReducer(name, value, id, skipsInvalid);
  return { id, compute: (items) => reduce(items.map(read).filter(isPresent)) };
}

function createReducer(
  name: MeasureFunction,
  value: JsonObject,
  id: string,
  skipsInvalid: boolean,
): (values: readonly JsonValue[]) => JsonValue {
  const numeric = NUMERIC.get(name);
  if (numeric !== undefined) {
    const percentile = readPercentile(value);
    return (values) => finite(numeric(toNumbers(values, id, skipsInvalid), percentile), id);
  }
  const prepare = readFlag(value, 'distinct', false) ? keepDistinct : (values: readonly JsonValue[]) => values;
  const separator = readText(value, 'separator', ', ');
  switch (name) {
    case 'count_distinct':
      return (values) => keepDistinct(values).length;
    case 'min':
      return (values) => findExtreme(values, -1);
    case 'max':
      return (values) => findExtreme(values, 1);
    case 'first':
      return (values) => values[0] ?? null;
    case 'last':
      return (values) => values.at(-1) ?? null;
    case 'list':
      return prepare;
    case 'join':
      return (values) => prepare(values).map(toText).join(separator);
    default:
      return (values) => values.length;
  }
}

function isPresent(value: JsonValue | undefined): value is Exclude<JsonValue, null> {
  return !isBlank(value);
}

function toNumbers(values: readonly JsonValue[], id: string, skipsInvalid: boolean): readonly number[] {
  const numbers: number[] = [];
  for (const value of values) {
    const number = toNumber(value);
    if (number !== undefined) numbers.push(number);
    else if (!skipsInvalid) {
      throw new AppError(
        'data-invalid',
        `The measure "${id}" needs numbers, but found ${describeValue(value)}. Clean the data, or set "nonNumeric" to "skip".`,
        { data: { field: 'measures', measure: id } },
      );
    }
  }
  return numbers;
}

function finite(number: number | null, id: string): number | null {
  if (number === null || Number.isFinite(number)) return number;
  throw new AppError('data-invalid', `The measure "${id}" grows beyond what a number can hold (about 1.8e308).`, {
    data: { field: 'measures', measure: id },
  });
}

/** Least or greatest: by number when all values are numbers, else as text (which orders ISO dates rightly). */
function findExtreme(values: readonly JsonValue[], sign: -1 | 1): JsonValue {
  const numbers = values.map(toNumber);
  const isNumeric = numbers.every((number) => number !== undefined);
  let best: JsonValue = null;
  let bestNumber = 0;
  for (const [index, value] of values.entries()) {
    const number = numbers[index] ?? 0;
    const wins =
      best === null || sign * (isNumeric ? number - bestNumber : compareText(toText(value), toText(best))) > 0;
    if (wins) [best, bestNumber] = [value, number];
  }
  return isNumeric && best !== null ? bestNumber : best;
}

function keepDistinct(values: readonly JsonValue[]): readonly JsonValue[] {
  const seen = new Map<string, JsonValue>();
  for (const value of values) {
    const key = toCanonicalJson(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

function toText(value: JsonValue): string {
  return typeof value === 'object' ? toCanonicalJson(value) : String(value);
}

function readPercentile(value: JsonObject): number {
  const percentile = value.percentile ?? 95;
  if (typeof percentile === 'number' && percentile >= 0 && percentile <= 100) return percentile;
  throw new AppError('input-invalid', `A percentile lies between 0 and 100, but is ${describeValue(percentile)}.`, {
    data: { field: 'measures' },
  });
}

/** Percentile by linear interpolation between closest ranks (type 7 of Hyndman and Fan, as in spreadsheets). */
function toPercentile(numbers: readonly number[], percentile: number): number | null {
  const sorted = Float64Array.from(numbers).sort();
  const rank = ((sorted.length - 1) * percentile) / 100;
  const low = sorted[Math.floor(rank)];
  const high = sorted[Math.ceil(rank)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (rank - Math.floor(rank));
}

/** Sample variance (n − 1), two passes. */
function toVariance(numbers: readonly number[]): number | null {
  if (numbers.length < 2) return null;
  const mean = sumExactly(numbers) / numbers.length;
  return sumExactly(numbers.map((number) => (number - mean) ** 2)) / (numbers.length - 1);
}

function toDeviation(numbers: readonly number[]): number | null {
  const variance = toVariance(numbers);
  return variance === null ? null : Math.sqrt(variance);
}
