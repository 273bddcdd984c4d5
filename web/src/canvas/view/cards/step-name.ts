import type { Step } from '#contract/workflow.ts';

/** What a step is called on the screen: its own name, or that of its block, or its id. */
export function toStepName(step: Step, block: { readonly label: string } | undefined): string {
  return step.name ?? block?.label ?? step.id;
}
