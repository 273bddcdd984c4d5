import type { JsonObject } from '#contract/json.ts';
import type { BlockContext, Directive } from '../context.ts';

/** A port no edge can leave: what follows another trigger of the workflow stays quiet. */
const IDLE = 'idle';

/**
 * What a trigger step hands on: these of the values the run was triggered with. When another trigger of the workflow fired, nothing follows
 * this one; a run started by hand or by a call names no trigger, so all of them hand on what there is.
 */
export function handOn(
  ctx: BlockContext,
  defaults: JsonObject,
  optional: readonly string[] = [],
): JsonObject | Directive {
  const { trigger, path } = ctx;
  if (trigger.step !== undefined && trigger.step !== path) return ctx.take(IDLE);
  const outputs: Record<string, JsonObject[string]> = { ...defaults };
  for (const key of [...Object.keys(defaults), ...optional]) {
    const value = Object.hasOwn(trigger, key) ? trigger[key] : undefined;
    if (value !== undefined) outputs[key] = value;
  }
  return outputs;
}
