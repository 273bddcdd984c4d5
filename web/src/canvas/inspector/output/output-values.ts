import type { BlockOutput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Step } from '#contract/workflow.ts';
import type { ReferenceNode } from '../../model/references.ts';
import { isObject } from '../values/json-value.ts';

/** What the block itself gave, when that can be told from what later steps saw: they saw it as it was. */
export function toBlockOutputs(
  step: Step,
  outputs: readonly BlockOutput[],
  seen: JsonValue | undefined,
): JsonObject | undefined {
  if (!isObject(seen)) return undefined;
  if (step.output === undefined) return seen;
  // The step was mapped since, or is mapped to some of the same names: only values of the block's own are sure.
  const names = new Set(outputs.map(({ id }) => id));
  const keys = Object.keys(seen);
  return keys.length > 0 && keys.every((key) => names.has(key)) ? seen : undefined;
}

/** A name for a mapped value, from its path: `body.orders[0].id` is `id`; with a number when it is taken. */
export function toOutputName(path: string, taken: JsonObject): string {
  const last = /([\p{L}_][\p{L}\p{N}_]*)[^\p{L}]*$/u.exec(path)?.[1] ?? 'value';
  if (!Object.hasOwn(taken, last)) return last;
  for (let number = 2; ; number += 1) if (!Object.hasOwn(taken, `${last}_${number}`)) return `${last}_${number}`;
}

/** A mapping with every value of the block that is not in it yet. */
export function addAll(mapping: JsonObject, nodes: readonly ReferenceNode[]): JsonObject {
  const mapped = new Set(Object.values(mapping));
  const missing = nodes.filter(({ expression }) => !mapped.has(`{{ ${expression} }}`));
  return {
    ...mapping,
    ...Object.fromEntries(missing.map(({ name, expression }) => [toOutputName(name, mapping), `{{ ${expression} }}`])),
  };
}
