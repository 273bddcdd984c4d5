import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compileExpression } from '#expressions/expression.ts';
import type { BlockContext } from '../../context.ts';
import { isList, isObject } from '../json-kind.ts';
import { readChoice, readFlag, readList, readObjects, readText } from '../read-input.ts';
import { createItemTest, type ItemTest } from './condition.ts';

/** Expressions evaluated before other work, and a cancel, gets its turn. */
const ITEMS_PER_TURN = 256;

/** Splits a list into the items that satisfy the conditions and those that do not, in their order. */
export function run(ctx: BlockContext): JsonObject | Promise<JsonObject> {
  const { inputs } = ctx;
  const conditions = readObjects(inputs, 'conditions');
  const expression = readText(inputs, 'expression').trim();
  if (conditions.length === 0 && expression === '') {
    throw new AppError(
      'input-invalid',
      'There is nothing to filter by. Give at least one condition or an expression.',
      { data: { field: 'conditions' } },
    );
  }
  const comparison = {
    ignoreCase: readFlag(inputs, 'ignoreCase', false),
    convertTypes: readFlag(inputs, 'convertTypes', true),
  };
  const tests = conditions.map((condition) => createItemTest(condition, comparison));
  const matchesAny = readChoice(inputs, 'combine', ['all', 'any'], 'all') === 'any';
  const test: ItemTest = (item) => (matchesAny ? tests.some((one) => one(item)) : tests.every((one) => one(item)));
  const items = readList(inputs, 'items');
  if (expression === '') return toOutputs(items, test);
  // Conditions come first: they may settle an item without the evaluator.
  return filterByExpression(items, expression, ctx.signal, (item) =>
    test(item) === matchesAny ? matchesAny : undefined,
  );
}

async function filterByExpression(
  items: readonly JsonValue[],
  expression: string,
  signal: AbortSignal,
  settle: (item: JsonValue) => boolean | undefined,
): Promise<JsonObject> {
  const compiled = compileExpression(expression);
  const kept: boolean[] = [];
  for (const [index, item] of items.entries()) {
    if (index % ITEMS_PER_TURN === 0) await nextTurn();
    signal.throwIfAborted();
    kept.push(settle(item) ?? isTrue(await compiled.evaluate(item, { index })));
  }
  return toOutputs(items, (_, index) => kept[index] === true);
}

/** JSONata's idea of true: not nothing, null, 0, empty text, an empty object, or a list without anything true. */
function isTrue(value: JsonValue | undefined): boolean {
  if (isList(value)) return value.some(isTrue);
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

function toOutputs(items: readonly JsonValue[], isKept: (item: JsonValue, index: number) => boolean): JsonObject {
  const kept: JsonValue[] = [];
  const rejected: JsonValue[] = [];
  for (const [index, item] of items.entries()) (isKept(item, index) ? kept : rejected).push(item);
  return { items: kept, rejected, count: kept.length };
}
