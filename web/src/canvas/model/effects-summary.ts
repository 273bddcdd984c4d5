import type { Effect } from '#contract/block.ts';
import type { Workflow } from '#contract/workflow.ts';
import { listSteps } from './find-step.ts';
import type { Blocks } from './types.ts';

/** What a workflow does to the world, in steps that are not disabled, bodies included. */
export interface EffectsSummary {
  readonly counts: Readonly<Record<Effect, number>>;
  /** Steps that only look. */
  readonly reads: number;
  /** Steps that change something, repeatable or not. */
  readonly writes: number;
  /** Steps of blocks nobody knows: they might do anything. */
  readonly unknown: number;
}

/** Sums up the effects of all steps. O(steps). */
export function summariseEffects(workflow: Workflow, blocks: Blocks): EffectsSummary {
  const counts = { pure: 0, read: 0, idempotent: 0, effect: 0 };
  let unknown = 0;
  const disabled = new Set<string>();
  for (const { step, scopeId } of listSteps(workflow)) {
    // What is inside a disabled loop does nothing either; a loop comes before its body.
    if (step.process.disabled === true || (scopeId !== undefined && disabled.has(scopeId))) {
      disabled.add(step.id);
      continue;
    }
    const effect = blocks.get(step.process.block)?.effect;
    if (effect === undefined) unknown++;
    else counts[effect]++;
  }
  return { counts, reads: counts.read, writes: counts.idempotent + counts.effect, unknown };
}
