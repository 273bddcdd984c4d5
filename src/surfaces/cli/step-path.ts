import type { Step, Workflow } from '#contract/workflow.ts';

/** Id of the step a path leads to: `each_order[3].fetch` → `fetch`. */
export function toStepId(path: string): string {
  const last = path.slice(path.lastIndexOf('.') + 1);
  const bracket = last.indexOf('[');
  return bracket < 0 ? last : last.slice(0, bracket);
}

/** Whether the path is inside a loop. */
export function isInLoop(path: string): boolean {
  return path.includes('[');
}

/** How many loops the path is inside of. */
export function toDepth(path: string): number {
  return path.split('.').length - 1;
}

/** Names of steps by id, bodies included; steps without a name are absent. */
export function toStepNames(workflow: Workflow): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.name !== undefined && step.name !== '') names.set(step.id, step.name);
      if (step.body !== undefined) add(step.body.steps);
    }
  };
  add(workflow.steps);
  return names;
}
