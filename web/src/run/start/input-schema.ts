import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Workflow, WorkflowInput } from '#contract/workflow.ts';

const TYPES: Readonly<Record<WorkflowInput['type'], JsonObject>> = {
  string: { type: 'string' },
  text: { type: 'string', format: 'multiline' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  json: {},
  object: { type: 'object' },
  array: { type: 'array' },
  file: { type: 'string' },
};

/** What a run is started with, as JSON Schema: what the form asks for. */
export function toInputSchema({ inputs }: Pick<Workflow, 'inputs'>): JsonObject {
  const properties: Readonly<Record<string, JsonValue>> = Object.fromEntries(
    inputs.map((input) => [
      input.id,
      {
        ...TYPES[input.type],
        ...input.schema,
        title: input.label ?? input.id,
        ...(input.description === undefined ? {} : { description: input.description }),
        ...(input.default === undefined ? {} : { default: input.default }),
      },
    ]),
  );
  return { type: 'object', properties, required: inputs.filter(({ required }) => required).map(({ id }) => id) };
}

/** The values a form opens with: what inputs declare as their default. */
export function toDefaultInput({ inputs }: Pick<Workflow, 'inputs'>): JsonObject {
  return Object.fromEntries(inputs.flatMap(({ id, default: value }) => (value === undefined ? [] : [[id, value]])));
}

/** Of an earlier input what the workflow still asks for; a workflow that declares nothing takes anything. */
export function keepDeclared({ inputs }: Pick<Workflow, 'inputs'>, input: JsonObject): JsonObject {
  if (inputs.length === 0) return input;
  const known = new Set(inputs.map(({ id }) => id));
  return Object.fromEntries(Object.entries(input).filter(([name]) => known.has(name)));
}
