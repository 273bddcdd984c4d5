import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { BlockHandler, LoopRequest } from '../../context.ts';
import { describeValue, isList, isObject } from '../../data/json-kind.ts';
import { toErrorObject } from '../../error-object.ts';

function toItems(items: JsonValue | undefined): readonly JsonValue[] {
  if (isList(items)) return items;
  if (isObject(items)) return Object.entries(items).map(([key, value]) => ({ key, value }));
  throw new AppError(
    'input-invalid',
    `Input "items": expected a list or an object, but ${describeValue(items)} was given. Put a single value in a list: [ {{ … }} ].`,
    { data: { field: 'items' } },
  );
}

function toBatches(items: readonly JsonValue[], size: number): readonly JsonValue[] {
  const batches: JsonValue[] = [];
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size));
  return batches;
}

function toPolicy(value: JsonValue | undefined): LoopRequest['onItemError'] {
  return value === 'continue' || value === 'collect' ? value : 'fail';
}

/** Asks for the body to be run over the items; called again when all are done. */
export const run: BlockHandler = (ctx) => {
  const { loop, inputs } = ctx;
  if (loop?.done === true) {
    const errors = loop.errors.map(({ index, error }) => ({ index, error: toErrorObject(error) }));
    return { results: loop.results ?? [], count: loop.finished, failed: loop.failed, errors };
  }
  const items = toItems(inputs.items);
  const { batchSize, concurrency, collect, onItemError } = inputs;
  return ctx.iterate({
    items: typeof batchSize === 'number' ? toBatches(items, batchSize) : items,
    concurrency: typeof concurrency === 'number' ? concurrency : 1,
    collect: collect !== false,
    onItemError: toPolicy(onItemError),
  });
};
