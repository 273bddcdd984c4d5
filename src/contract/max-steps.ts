/** Steps of a workflow, bodies included. In a file of its own, so that checking a workflow does not load zod. */
export const MAX_STEPS = 10_000;
