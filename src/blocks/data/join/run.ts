import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { type Folding, toCanonicalJson } from '../canonical-json.ts';
import { compileFieldPath, type FieldReader } from '../field-path.ts';
import { isObject } from '../json-kind.ts';
import { MAX_ITEMS, readChoice, readCount, readFlag, readList, readText, wrongType } from '../read-input.ts';
import { isBlank } from '../scalar-values.ts';
import { COLLISIONS, type MergePolicy, mergeItems } from './merge-fields.ts';

const TYPES = ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const;
const DEFAULT_MAX_ROWS = 100_000;

interface KeyPair {
  readonly left: string;
  readonly right: string;
}

/** Joins two lists where their keys are equal, in time proportional to the lists and the result. Blank keys match nothing. */
export function run({ inputs }: BlockContext): JsonObject {
  const left = readList(inputs, 'left');
  const right = readList(inputs, 'right');
  const type = readChoice(inputs, 'type', TYPES, 'inner');
  const pairs = readKeyPairs(inputs);
  const folding = {
    ignoreCase: readFlag(inputs, 'ignoreCase', false),
    convertTypes: readFlag(inputs, 'convertTypes', true),
  };
  const policy = readMergePolicy(inputs, pairs);
  const firstOnly = readChoice(inputs, 'matches', ['all', 'first'], 'all') === 'first';
  const maxRows = Math.min(readCount(inputs, 'maxRows', DEFAULT_MAX_ROWS) || MAX_ITEMS, MAX_ITEMS);

  const toLeftKey = createKeyMaker(
    pairs.map((pair) => pair.left),
    folding,
  );
  const toRightKey = createKeyMaker(
    pairs.map((pair) => pair.right),
    folding,
  );
  const index = toIndex(right, toRightKey);
  const matchedKeys = new Set<string | undefined>();
  const rows: JsonValue[] = [];
  const unmatchedLeft: JsonValue[] = [];
  const addRow = (row: JsonValue): void => {
    if (rows.length >= maxRows) throw tooManyRows(maxRows);
    rows.push(row);
  };

  for (const item of left) {
    const key = toLeftKey(item);
    const matches = key === undefined ? undefined : index.get(key);
    if (key === undefined || matches === undefined) {
      unmatchedLeft.push(item);
      if (type === 'anti') addRow(item);
      if (type === 'left' || type === 'full') addRow(mergeItems(item, undefined, policy));
      continue;
    }
    matchedKeys.add(key);
    if (type === 'semi') addRow(item);
    else if (type !== 'anti') {
      for (const match of firstOnly ? matches.slice(0, 1) : matches) addRow(mergeItems(item, match, policy));
    }
  }
  const unmatchedRight = right.filter((item) => !matchedKeys.has(toRightKey(item)));
  if (type === 'right' || type === 'full')
    for (const item of unmatchedRight) addRow(mergeItems(undefined, item, policy));
  return { items: rows, count: rows.length, unmatchedLeft, unmatchedRight };
}

/** `id`, or `{ left: 'customerId', right: 'id' }`. */
function readKeyPairs(inputs: JsonObject): readonly KeyPair[] {
  const pairs = readList(inputs, 'on').map((value, index) => {
    if (typeof value === 'string') return { left: value, right: value };
    if (!isObject(value)) throw wrongType(`on[${index}]`, 'a field, or an object with left and right', value);
    const left = readText(value, 'left');
    const right = readText(value, 'right') || left;
    return { left: left || right, right };
  });
  if (pairs.length > 0 && pairs.every((pair) => pair.left !== '')) return pairs;
  throw new AppError(
    'input-invalid',
    'Input "on" names no field to join by. Give a field both sides have, or a left and a right field.',
    {
      data: { field: 'on' },
    },
  );
}

function readMergePolicy(inputs: JsonObject, pairs: readonly KeyPair[]): MergePolicy {
  return {
    collision: readChoice(inputs, 'collision', COLLISIONS, 'prefix'),
    leftPrefix: readText(inputs, 'leftPrefix', ''),
    rightPrefix: readText(inputs, 'rightPrefix', 'right_'),
    sharedKeys: new Set(pairs.filter((pair) => pair.left === pair.right).map((pair) => pair.left)),
  };
}

function createKeyMaker(fields: readonly string[], folding: Folding): (item: JsonValue) => string | undefined {
  const readers: readonly FieldReader[] = fields.map(compileFieldPath);
  return (item) => {
    const parts: string[] = [];
    for (const read of readers) {
      const value = read(item);
      if (isBlank(value)) return undefined;
      parts.push(toCanonicalJson(value, folding));
    }
    return parts.join('\n');
  };
}

function toIndex(
  items: readonly JsonValue[],
  toKey: (item: JsonValue) => string | undefined,
): ReadonlyMap<string, readonly JsonValue[]> {
  const index = new Map<string, JsonValue[]>();
  for (const item of items) {
    const key = toKey(item);
    if (key === undefined) continue;
    const matches = index.get(key);
    if (matches === undefined) index.set(key, [item]);
    else matches.push(item);
  }
  return index;
}

function tooManyRows(limit: number): AppError {
  return new AppError(
    'limit-exceeded',
    `The join makes more than ${limit} rows: many items on both sides share a key. Join by more fields, take the first match only, or raise "maxRows".`,
    { data: { field: 'maxRows', limit } },
  );
}
