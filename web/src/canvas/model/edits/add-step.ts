import { changeScope } from '../edit-scope.ts';
import { hasStep } from '../find-step.ts';
import type { Edit, ScopeId } from '../types.ts';
import { connect } from './connect.ts';
import { createStep, type NewStep } from './create-step.ts';

/** Where a new step goes and what leads to it. */
export interface AddStep extends NewStep {
  /** The loop whose body gets it; the workflow itself by default. */
  readonly scopeId?: ScopeId;
  /** The step it follows, and the port of it when it has to be named. */
  readonly connect?: { readonly step: string; readonly port?: string | undefined };
}

/** Puts a step on the canvas. Does nothing when its id is taken or the loop is gone. */
export function addStep(added: AddStep): Edit {
  return (workflow) => {
    if (hasStep(workflow, added.id)) return workflow;
    const placed = changeScope(workflow, added.scopeId, ({ steps, edges }) => ({
      steps: [...steps, createStep(added)],
      edges,
    }));
    if (placed === workflow || added.connect === undefined) return placed;
    return connect({ from: added.connect.step, port: added.connect.port, to: added.id })(placed);
  };
}
