import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Body, Edge, Step, Workflow } from '#contract/workflow.ts';

interface Outline {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

/** A step no document has: it stands behind all others of a loop's body, and sees what a round gave in the end. */
export const END_OF_ROUND = 'end_of_round__';

const known = new WeakMap<readonly Step[], { readonly edges: readonly Edge[]; readonly outline: JsonObject }>();

function outlineOf({ steps, edges }: Outline | Body): JsonObject {
  const before = known.get(steps);
  if (before?.edges === edges) return before.outline;
  const outline: JsonObject = {
    steps: steps.map(({ id, body }): JsonObject => (body === undefined ? { id } : { id, body: outlineOf(body) })),
    edges: edges.map(({ from, to }) => ({ from, to })),
  };
  known.set(steps, { edges, outline });
  return outline;
}

/** The outline with a step at the end of the rounds of a loop. */
function withEndOfRound({ steps, edges }: Outline | Body, loopId: string): JsonObject {
  const plain: JsonObject = outlineOf({ steps, edges });
  return {
    ...plain,
    steps: steps.map(({ id, body }): JsonObject => {
      if (body === undefined) return { id };
      if (id !== loopId) return { id, body: withEndOfRound(body, loopId) };
      const ends: readonly JsonValue[] = [
        ...body.steps.map((step): JsonObject => ({ id: step.id })),
        { id: END_OF_ROUND },
      ];
      return { id, body: { ...outlineOf(body), steps: ends } };
    }),
  };
}

/**
 * What a preview needs of a document: which steps lead to which, inputs and variables. What steps gave is in the run. A document of a
 * thousand steps becomes some kilobytes, so that trying a template costs the same in all. `roundOf` adds the step END_OF_ROUND to a loop.
 */
export function toPreviewDocument(workflow: Workflow, roundOf?: string): JsonObject {
  const { id, inputs, variables } = workflow;
  return {
    id,
    inputs: inputs.map((input): JsonObject => ({ id: input.id, default: input.default ?? null })),
    ...(variables === undefined ? {} : { variables }),
    ...(roundOf === undefined ? outlineOf(workflow) : withEndOfRound(workflow, roundOf)),
  };
}
