import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { EventOf } from '#contract/run-event.ts';
import type { Workflow } from '#contract/workflow.ts';
import { findContainer } from './narrow-workflow.ts';
import type { Program } from './program.ts';

/** Outputs that stand in for those of steps, by step id. */
export type Pins = Readonly<Record<string, JsonValue>>;

/** What the first event of a run says of what is left out of its workflow, and of what stands in for steps. */
export type RunScope = Pick<EventOf<'run-created'>, 'scope' | 'pins'>;

/**
 * The scope of a run. Pins belong to a workflow, so that those of steps which this version (or what is run of it) does not have are left out.
 * `whole` gives the document before anything was left out.
 * @throws AppError input-invalid for a pin of a step inside a body: it has as many outputs as there are iterations
 */
export function toRunScope(
  program: Program,
  upTo: readonly string[] | undefined,
  pins: Pins | undefined,
  whole: () => Workflow,
): RunScope {
  const taken = Object.entries(pins ?? {}).filter(([id]) => {
    if (program.plan.root.byId.has(id)) return true;
    const container = findContainer(whole(), id);
    if (container === undefined || !program.plan.root.byId.has(container)) return false;
    throw new AppError(
      'input-invalid',
      `Step "${id}" is inside of "${container}", so its output cannot be pinned. Pin "${container}" instead, or remove the pin.`,
      { data: { step: id } },
    );
  });
  return {
    ...(upTo === undefined ? {} : { scope: [...upTo] }),
    ...(taken.length === 0 ? {} : { pins: Object.fromEntries(taken) }),
  };
}
