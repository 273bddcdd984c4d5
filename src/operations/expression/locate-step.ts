import type { JsonObject, JsonValue } from '#contract/json.ts';

/** A list of steps that see each other, as far as one template is concerned. */
export interface Level {
  /** The loop whose body it is; undefined for the workflow itself. */
  readonly loopId: string | undefined;
  /** Steps the template may read: those that can end before it is evaluated. */
  readonly readable: ReadonlySet<string>;
}

/** Nesting that is followed; documents that are valid have far less. */
const MAX_NESTING = 100;

/**
 * The levels a step stands in, the workflow first; undefined when there is no such step. Without a step: that of the workflow's own outputs.
 * The document may have any errors, for it is being edited.
 */
export function locateStep(workflow: JsonObject, stepId: string | undefined): readonly Level[] | undefined {
  if (stepId === undefined) return [{ loopId: undefined, readable: new Set(readSteps(workflow).map(({ id }) => id)) }];
  return search(workflow, stepId, undefined, 0);
}

function search(
  scope: JsonObject,
  stepId: string,
  loopId: string | undefined,
  depth: number,
): readonly Level[] | undefined {
  const steps = readSteps(scope);
  if (steps.some(({ id }) => id === stepId)) return [toLevel(scope, steps, stepId, loopId)];
  if (depth >= MAX_NESTING) return undefined;
  for (const { id, body } of steps) {
    const inner = body === undefined ? undefined : search(body, stepId, id, depth + 1);
    if (inner !== undefined) return [toLevel(scope, steps, id, loopId), ...inner];
  }
  return undefined;
}

interface FoundStep {
  readonly id: string;
  readonly body: JsonObject | undefined;
}

function readSteps({ steps }: JsonObject): readonly FoundStep[] {
  return toObjects(steps).flatMap(({ id, body }) =>
    typeof id === 'string' ? [{ id, body: isObject(body) ? body : undefined }] : [],
  );
}

/** Every step but the one at work and those that come after it. */
function toLevel({ edges }: JsonObject, steps: readonly FoundStep[], at: string, loopId: string | undefined): Level {
  const next = new Map<string, string[]>();
  for (const { from, to } of toObjects(edges)) {
    if (typeof from !== 'string' || typeof to !== 'string') continue;
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  }
  const later = new Set([at]);
  for (const id of later) for (const to of next.get(id) ?? []) later.add(to);
  return { loopId, readable: new Set(steps.map(({ id }) => id).filter((id) => !later.has(id))) };
}

function toObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
