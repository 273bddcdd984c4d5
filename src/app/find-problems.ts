import type { BlockRegistry } from '#blocks/registry.ts';
import type { Problem } from '#contract/problem.ts';
import type { Workflow } from '#contract/workflow.ts';
import { validateWorkflow } from '#engine/validation/validate-workflow.ts';
import { analyse } from '#expressions/analyse.ts';

/** Everything that can be known to be wrong with a workflow, given the blocks there are. */
export function findProblems(workflow: Workflow, blocks: BlockRegistry): readonly Problem[] {
  return validateWorkflow(workflow, { blocks: (id) => blocks.get(id)?.descriptor, analyse });
}
