import type { JsonObject } from '#contract/json.ts';
import type { Body, Edge, Step, Workflow } from '#contract/workflow.ts';

interface Outline {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

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

/**
 * What a preview needs of a document: which steps lead to which, inputs and variables. What steps gave is in the run. A document of a
 * thousand steps becomes some kilobytes, so that trying a template costs the same in all.
 */
export function toPreviewDocument(workflow: Workflow): JsonObject {
  const { id, inputs, variables } = workflow;
  return {
    id,
    inputs: inputs.map((input): JsonObject => ({ id: input.id, default: input.default ?? null })),
    ...(variables === undefined ? {} : { variables }),
    ...outlineOf(workflow),
  };
}
