import type { Workflow } from '#contract/workflow.ts';

/** An empty workflow. */
export function createBlankWorkflow(id: string, name = 'Untitled workflow'): Workflow {
  return { flowright: 1, id, name, inputs: [], steps: [], edges: [] };
}
