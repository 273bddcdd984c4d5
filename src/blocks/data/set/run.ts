import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readObject, readTexts } from '../read-input.ts';

/** Gives the fields of `values`, over those of `include`. */
export function run({ inputs }: BlockContext): JsonObject {
  const values = readObject(inputs, 'values') ?? {};
  const include = readObject(inputs, 'include');
  if (include === undefined) return values;
  const removed = readTexts(inputs, 'remove');
  if (removed.length === 0) return { ...include, ...values };
  const dropped = new Set(removed);
  return { ...Object.fromEntries(Object.entries(include).filter(([key]) => !dropped.has(key))), ...values };
}
