import type { Body, Step } from '#contract/workflow.ts';

/** Every step of a document or body, those inside bodies after the step that holds them. */
export function* eachStep(scope: Pick<Body, 'steps'>): Generator<Step, void, void> {
  for (const step of scope.steps) {
    yield step;
    if (step.body !== undefined) yield* eachStep(step.body);
  }
}
