import { changeSteps } from '../edit-scope.ts';
import { setAt } from '../set-path.ts';
import type { Edit } from '../types.ts';

/** Folds loops to one card, or opens them. */
export function setCollapsed(ids: Iterable<string>, isCollapsed: boolean): Edit {
  const chosen = [...ids];
  return (workflow) =>
    changeSteps(workflow, chosen, (step) =>
      step.body === undefined ? step : setAt(step, ['collapsed'], isCollapsed ? true : undefined),
    );
}

/** Folds a loop, or opens it. */
export function toggleCollapsed(id: string): Edit {
  return (workflow) =>
    changeSteps(workflow, [id], (step) =>
      step.body === undefined ? step : setAt(step, ['collapsed'], step.collapsed === true ? undefined : true),
    );
}
