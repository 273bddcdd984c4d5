import type { JsonObject, JsonValue } from '#contract/json.ts';
import { Workflow } from '#contract/workflow.ts';

/** A workflow of the mix, with what its runs must answer. */
export interface Scenario {
  readonly workflow: Workflow;
  /** What a run answers for the number it was started with, when everything goes well. */
  expected(n: number): JsonValue;
  /** What the driver does with each run, besides starting it. */
  readonly treatment?: 'approve' | 'cancel';
}

type StepDocument = JsonObject & { readonly id: string };

/** A workflow that takes the ledger's address and a number. */
export function toWorkflow(
  id: string,
  steps: readonly StepDocument[],
  rest: JsonObject & { readonly edges?: readonly JsonValue[] } = {},
): Workflow {
  return Workflow.parse({
    flowright: 1,
    id,
    name: id,
    inputs: [
      { id: 'ledger', type: 'string', required: true },
      { id: 'n', type: 'number', required: true },
    ],
    steps,
    edges: toChain(steps),
    ...rest,
  });
}

/** Edges from each step to the next. */
export function toChain(steps: readonly StepDocument[]): readonly JsonObject[] {
  return steps.slice(1).map((step, index) => ({ from: steps[index]?.id ?? '', to: step.id }));
}

/** A step that sets fields. */
export function set(id: string, values: JsonObject): StepDocument {
  return { id, input: { values }, process: { block: 'data.set' } };
}

/** A step that waits. */
export function wait(id: string, duration: JsonValue): StepDocument {
  return { id, input: { duration }, process: { block: 'control.wait' } };
}

/**
 * A step that sends a number to the ledger: POST is an effect, PUT is idempotent, GET only reads.
 * The path names the run and the step, so that the ledger can tell them apart; its answer is the step's output.
 */
export function call(
  id: string,
  method: 'POST' | 'PUT' | 'GET',
  options: { readonly kind?: string; readonly n?: string; readonly place?: string; readonly process?: JsonObject } = {},
): StepDocument {
  const { kind = 'book', n = '{{ input.n }}', place = id, process = {} } = options;
  const url = `{{ input.ledger }}/${kind}/{{ run.id }}/${place}`;
  const content = method === 'GET' ? { url: `${url}?n=${n}` } : { url, body: { n } };
  return {
    id,
    input: { method, ...content, ...(method === 'PUT' ? { idempotencyKey: true } : {}) },
    process: { block: 'network.http_request', ...process },
    output: { value: '{{ body.value }}', count: '{{ body.count }}', at: '{{ body.at }}' },
  };
}
