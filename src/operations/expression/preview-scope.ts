import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { ValueScope } from '#expressions/value-scope.ts';
import type { Level } from './locate-step.ts';
import type { RunData, RunPlaces } from './run-data.ts';

/** What a preview is made of. */
export interface PreviewOptions {
  readonly workflow: JsonObject;
  readonly levels: readonly Level[];
  readonly places: RunPlaces;
  /** Absent without a run: then there are only the defaults of the document. */
  readonly data: RunData | undefined;
  /** What expressions see as `run`. */
  readonly run: JsonObject;
  /** Outputs of the block, which output mappings see before everything else. */
  readonly outputs: JsonObject | undefined;
}

/** What the expressions of a step would see in a run, in the order the host looks names up. */
export function createPreviewScope({ workflow, levels, places, data, run, outputs }: PreviewOptions): ValueScope {
  const around: JsonObject = {
    input: data?.input ?? toDefaults(workflow.inputs),
    vars: { ...(isObject(workflow.variables) ? workflow.variables : {}), ...data?.variables },
    run,
    trigger: data?.trigger ?? { kind: 'manual' },
  };

  function get(name: string): JsonValue | undefined {
    if (outputs !== undefined && Object.hasOwn(outputs, name)) return outputs[name];
    for (let at = levels.length - 1; at >= 0; at--) {
      const loop = places.loops[at - 1];
      if (loop !== undefined && name === 'index') return loop.index;
      const item = data?.items[at - 1];
      if (loop !== undefined && name === 'item' && item !== undefined) return item;
      if (levels[at]?.readable.has(name) === true) return data?.outputs.get(`${places.prefixes[at]}${name}`);
    }
    return Object.hasOwn(around, name) ? around[name] : undefined;
  }

  return {
    get,
    has: (name) => get(name) !== undefined,
    names() {
      const steps = levels.flatMap(({ readable }) => [...readable]);
      const names = [...Object.keys(outputs ?? {}), ...steps, 'item', 'index', ...Object.keys(around)];
      return [...new Set(names)].filter((name) => get(name) !== undefined);
    },
  };
}

/** The input of a run that is given nothing. */
function toDefaults(inputs: JsonValue | undefined): JsonObject {
  if (!Array.isArray(inputs)) return {};
  const declared = inputs as readonly JsonValue[];
  return Object.fromEntries(
    declared.flatMap((input) =>
      isObject(input) && typeof input.id === 'string' ? [[input.id, input.default ?? null]] : [],
    ),
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
