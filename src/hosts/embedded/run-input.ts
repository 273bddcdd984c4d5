import { compileSchema } from '#blocks/json-schema-check.ts';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Workflow, WorkflowInput } from '#contract/workflow.ts';

function hasType(value: JsonValue, type: WorkflowInput['type']): boolean {
  switch (type) {
    case 'string':
    case 'text':
    case 'file':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'array':
      return Array.isArray(value);
    default:
      return true;
  }
}

function refuse(workflow: Workflow, field: string, reason: string): never {
  throw new AppError('input-invalid', `Input "${field}" of the workflow "${workflow.id}" ${reason}.`, {
    data: { field },
  });
}

/**
 * The input of a run: defaults filled in, checked against what the workflow declares. A workflow that declares nothing takes anything.
 * @throws AppError input-invalid, naming the field
 */
export function toRunInput(workflow: Workflow, given: JsonObject): JsonObject {
  const { inputs } = workflow;
  if (inputs.length === 0) return given;
  const result: Record<string, JsonValue> = {};
  for (const input of inputs) {
    const own = Object.hasOwn(given, input.id) ? given[input.id] : undefined;
    const value = own ?? input.default;
    if (value === undefined || value === null) {
      if (input.required) refuse(workflow, input.id, `is required (${input.type})`);
      result[input.id] = null;
      continue;
    }
    if (!hasType(value, input.type))
      refuse(workflow, input.id, `must be of type ${input.type}, not ${describe(value)}`);
    const reason = input.schema === undefined ? undefined : compileSchema(input.schema)(value);
    if (reason !== undefined) refuse(workflow, input.id, `is not acceptable: ${reason}`);
    result[input.id] = value;
  }
  for (const field of Object.keys(given)) {
    if (Object.hasOwn(result, field)) continue;
    refuse(workflow, field, `is not declared; it takes ${inputs.map((input) => `"${input.id}"`).join(', ')}`);
  }
  return result;
}

function describe(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${JSON.stringify(value).slice(0, 60)}`;
}
