import { AppError } from '#contract/app-error.ts';
import type { Body, Workflow } from '#contract/workflow.ts';

/** Ids of the steps inside the bodies of some steps. */
function* innerIds(body: Body | undefined): Generator<string> {
  for (const step of body?.steps ?? []) {
    yield step.id;
    yield* innerIds(step.body);
  }
}

/** The root step whose body, at whatever depth, holds a step. */
export function findContainer({ steps }: Workflow, id: string): string | undefined {
  return steps.find((step) => [...innerIds(step.body)].includes(id))?.id;
}

/**
 * A workflow cut down to some steps of its root and all that lead to them. What is left out is as if it were not in the document, so the
 * outputs are those of the last steps.
 * @throws AppError step-not-found for a step that is none of its root
 */
export function narrowWorkflow(workflow: Workflow, scope: readonly string[]): Workflow {
  const ids = new Set(workflow.steps.map((step) => step.id));
  const unknown = scope.find((id) => !ids.has(id));
  if (unknown !== undefined) {
    const container = findContainer(workflow, unknown);
    const hint =
      container === undefined
        ? `Name steps of its root: ${[...ids].join(', ')}.`
        : `It is inside of "${container}": name that one.`;
    throw new AppError(
      'step-not-found',
      `The workflow "${workflow.id}" has no step "${unknown}" to run up to. ${hint}`,
      {
        data: { step: unknown },
      },
    );
  }
  const before = new Map<string, string[]>();
  for (const { from, to } of workflow.edges) {
    const known = before.get(to);
    if (known === undefined) before.set(to, [from]);
    else known.push(from);
  }
  const kept = new Set<string>();
  const queue = [...scope];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (kept.has(id)) continue;
    kept.add(id);
    queue.push(...(before.get(id) ?? []));
  }
  const { outputs: _, ...rest } = workflow;
  return {
    ...rest,
    steps: workflow.steps.filter((step) => kept.has(step.id)),
    edges: workflow.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
  };
}
