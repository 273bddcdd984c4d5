import type { Workflow } from '#contract/workflow.ts';
import { changeScope, changeStep } from '../edit-scope.ts';
import { type Renames, renameInValue } from '../expression/rename-root.ts';
import { findStep } from '../find-step.ts';
import { renameInEdges, renameInGroups, renameInSteps } from '../rename-steps.ts';
import type { Blocks, Edit, ScopeId } from '../types.ts';
import { findIdFault } from '../unique-id.ts';

/** What the scope gives, which sees all its steps. */
function renameScopeOutput(workflow: Workflow, scopeId: ScopeId, renames: Renames): Workflow {
  if (scopeId === undefined) {
    const outputs = renameInValue(workflow.outputs, renames);
    return outputs === workflow.outputs || outputs === undefined ? workflow : { ...workflow, outputs };
  }
  return changeStep(workflow, scopeId, (loop) => {
    const output = renameInValue(loop.body?.output, renames);
    if (loop.body === undefined || output === undefined || output === loop.body.output) return loop;
    return { ...loop, body: { ...loop.body, output } };
  });
}

/**
 * Gives a step another id, and rewrites every expression that can see the step and means it: by JSONata's grammar, so that texts,
 * comments, fields of data and code fields of that name stay. Edges and groups follow. Does nothing when the id is not free or not one.
 * O(size of the scope the step is in).
 */
export function renameStepId(from: string, to: string, blocks?: Blocks): Edit {
  return (workflow) => {
    const found = findStep(workflow, from);
    if (found === undefined || from === to || findIdFault(workflow, to) !== undefined) return workflow;
    const renames = new Map([[from, to]]);
    let changed = changeScope(workflow, found.scopeId, ({ steps, edges }) => ({
      steps: renameInSteps(steps, renames, blocks),
      edges: renameInEdges(edges, renames),
    }));
    changed = renameScopeOutput(changed, found.scopeId, renames);
    const groups = changed.groups === undefined ? undefined : renameInGroups(changed.groups, renames);
    return groups === undefined || groups === changed.groups ? changed : { ...changed, groups };
  };
}
