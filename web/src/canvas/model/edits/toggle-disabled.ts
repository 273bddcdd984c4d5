import type { Workflow } from '#contract/workflow.ts';
import { changeSteps } from '../edit-scope.ts';
import { findStep } from '../find-step.ts';
import { setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';

/** Whether all of these steps are disabled. */
export function areDisabled(workflow: Workflow, ids: Iterable<string>): boolean {
  const found = [...ids].map((id) => findStep(workflow, id)?.step).filter((step) => step !== undefined);
  return found.length > 0 && found.every(({ process }) => process.disabled === true);
}

/** Disables steps; enables them when all of them are disabled. */
export function toggleDisabled(ids: Iterable<string>): Edit {
  const chosen = [...ids];
  return (workflow) => {
    const isDisabled = areDisabled(workflow, chosen) ? undefined : true;
    return changeSteps(workflow, chosen, (step) => setAt(step, ['process', 'disabled'], isDisabled));
  };
}
