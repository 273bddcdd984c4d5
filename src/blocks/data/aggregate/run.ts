import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { toCanonicalJson } from '../canonical-json.ts';
import { compileFieldPath, type FieldReader, toFieldName } from '../field-path.ts';
import { isObject } from '../json-kind.ts';
import { readChoice, readCount, readFlag, readList, readObjects, readText, wrongType } from '../read-input.ts';
import { readSortKey, sortItems } from '../sort-items.ts';
import { type Measure, readMeasure } from './measure.ts';

interface GroupField {
  readonly name: string;
  readonly read: FieldReader;
}

/** Groups items by fields and computes figures for each group; without fields all items are one group. */
export function run({ inputs }: BlockContext): JsonObject {
  const items = readList(inputs, 'items');
  const fields = readList(inputs, 'groupBy').map(readGroupField);
  const skipsInvalid = readChoice(inputs, 'nonNumeric', ['fail', 'skip'], 'fail') === 'skip';
  const chosen = readObjects(inputs, 'measures').map((value) => readMeasure(value, skipsInvalid));
  const measures = chosen.length > 0 ? chosen : [readMeasure({}, skipsInvalid)];
  assertNamesDiffer([...fields.map(({ name }) => name), ...measures.map(({ id }) => id)]);

  const ignoreCase = readFlag(inputs, 'ignoreCase', false);
  const groups = toGroups(items, fields, ignoreCase).map((group) => toRow(group, fields, measures));
  const sort = readObjects(inputs, 'sort').map(readSortKey);
  const sorted = sort.length > 0 ? sortItems(groups, sort, 'en') : groups;
  const limit = readCount(inputs, 'limit', 0);
  const shown = limit > 0 ? sorted.slice(0, limit) : sorted;
  return { groups: shown, count: shown.length, total: items.length };
}

/** `city`, or `{ field: 'address.city', as: 'town' }`. */
function readGroupField(value: JsonValue, index: number): GroupField {
  if (typeof value === 'string') return { name: toFieldName(value), read: compileFieldPath(value) };
  if (!isObject(value)) throw wrongType(`groupBy[${index}]`, 'a field, or an object with field and as', value);
  const field = readText(value, 'field');
  return { name: readText(value, 'as') || toFieldName(field), read: compileFieldPath(field) };
}

function toGroups(
  items: readonly JsonValue[],
  fields: readonly GroupField[],
  ignoreCase: boolean,
): readonly (readonly JsonValue[])[] {
  if (fields.length === 0) return [items];
  const groups = new Map<string, JsonValue[]>();
  for (const item of items) {
    const key = fields.map(({ read }) => toCanonicalJson(read(item) ?? null, { ignoreCase })).join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function toRow(group: readonly JsonValue[], fields: readonly GroupField[], measures: readonly Measure[]): JsonObject {
  return Object.fromEntries([
    ...fields.map(({ name, read }): [string, JsonValue] => [name, read(group[0]) ?? null]),
    ...measures.map(({ id, compute }): [string, JsonValue] => [id, compute(group)]),
  ]);
}

function assertNamesDiffer(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new AppError(
    'input-invalid',
    `Two columns of the result would be called "${twice}". Give a measure another "id", or a group field another name with "as".`,
    { data: { field: 'measures', name: twice } },
  );
}
