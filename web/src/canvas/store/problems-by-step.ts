import type { Problem } from '#web/api/shapes.ts';

const known = new WeakMap<readonly Problem[], ReadonlyMap<string, readonly Problem[]>>();

/** Problems by the step they concern. O(problems) once for each list. */
export function problemsByStep(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const before = known.get(problems);
  if (before !== undefined) return before;
  const byStep = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.stepId === undefined) continue;
    const list = byStep.get(problem.stepId);
    if (list === undefined) byStep.set(problem.stepId, [problem]);
    else list.push(problem);
  }
  known.set(problems, byStep);
  return byStep;
}
