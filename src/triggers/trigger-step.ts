import type { JsonObject } from '#contract/json.ts';

/** A trigger step of a workflow version, with its inputs as the block takes them: defaults filled in, durations in milliseconds. */
export interface TriggerStep {
  readonly workflowId: string;
  readonly version: number;
  readonly stepId: string;
  readonly block: string;
  readonly inputs: JsonObject;
}
