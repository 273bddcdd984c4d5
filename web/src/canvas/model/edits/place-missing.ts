import type { Step, Workflow } from '#contract/workflow.ts';
import { computeLayout } from '../auto-layout.ts';
import { listScopes } from '../find-step.ts';
import { findMissingPositions } from '../positions.ts';
import type { Blocks, Edit, Point } from '../types.ts';
import { applyPositions } from './layout.ts';

/**
 * Gives every step a position that has none, as in documents written by hand: a body (or the workflow) none of whose steps has one is laid
 * out, elsewhere those without stand below the others. Apply it when a document is opened, outside of the history.
 */
export function placeMissing(blocks?: Blocks): Edit {
  return (workflow) => {
    const steps = new Map<string, Point>();
    for (const scope of listScopes(workflow)) {
      const lacking = scope.steps.filter(({ position }) => position === undefined);
      if (lacking.length === 0) continue;
      const isBare = lacking.length === scope.steps.length;
      const options = { only: { scopeId: scope.id }, ...(blocks === undefined ? {} : { blocks }) };
      const places = isBare ? layoutOf(workflow, options) : findMissingPositions(scope.steps, scope.edges);
      for (const { id } of lacking) {
        const to = places.get(id);
        if (to !== undefined) steps.set(id, to);
      }
    }
    return steps.size === 0 ? workflow : applyPositions({ steps })(workflow);
  };
}

function layoutOf(workflow: Workflow, options: Parameters<typeof computeLayout>[1]): ReadonlyMap<Step['id'], Point> {
  return computeLayout(workflow, options).steps;
}
