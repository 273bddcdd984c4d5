import type { JsonObject } from '#contract/json.ts';
import type { Workflow, WorkflowInput } from '#contract/workflow.ts';

const TYPES: Readonly<Record<WorkflowInput['type'], string | undefined>> = {
  string: 'string',
  text: 'string',
  file: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
  json: undefined,
};

/** JSON Schema of what a workflow is started with. A workflow that declares nothing takes anything. */
export function toInputSchema({ inputs }: Workflow): JsonObject & { readonly type: 'object' } {
  if (inputs.length === 0) return { type: 'object', properties: {}, additionalProperties: true };
  const required = inputs.filter((input) => input.required && input.default === undefined).map(({ id }) => id);
  return {
    type: 'object',
    // Ids may be those of Object.prototype, which a plain assignment would not make properties of.
    properties: Object.fromEntries(inputs.map((input) => [input.id, toFieldSchema(input)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function toFieldSchema(input: WorkflowInput): JsonObject {
  const type = TYPES[input.type];
  // A reference inside would lead elsewhere from here; the host checks the value all the same.
  const own = input.schema === undefined || JSON.stringify(input.schema).includes('"$') ? {} : input.schema;
  return {
    ...own,
    ...(type === undefined || own.type !== undefined ? {} : { type: input.required ? type : [type, 'null'] }),
    ...(input.label === undefined ? {} : { title: input.label }),
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.default === undefined ? {} : { default: input.default }),
  };
}
