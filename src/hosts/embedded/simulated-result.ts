import type { BlockOutput } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { HostBlock } from './ports.ts';

/** A value of a field's type, in a dry run. */
function toSample(output: BlockOutput): JsonValue {
  switch (output.type) {
    case 'number':
    case 'integer':
    case 'duration':
      return 0;
    case 'boolean':
      return true;
    case 'array':
    case 'multiselect':
      return [];
    case 'json':
    case 'object':
    case 'schema':
      return {};
    default:
      return `(simulated ${output.id})`;
  }
}

/** What a dry run takes for a block's outputs: samples made from its descriptor. */
export function toSimulated(block: HostBlock): JsonObject {
  return Object.fromEntries(block.outputs.map((output) => [output.id, toSample(output)]));
}
