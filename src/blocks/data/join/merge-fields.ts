import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { isObject } from '../json-kind.ts';

/** What happens to fields both sides have. */
export const COLLISIONS = ['prefix', 'left', 'right', 'nest'] as const;
export interface MergePolicy {
  readonly collision: (typeof COLLISIONS)[number];
  readonly leftPrefix: string;
  readonly rightPrefix: string;
  /** Names both sides share because they were joined on: they are equal and appear once. */
  readonly sharedKeys: ReadonlySet<string>;
}

/** Joins a left and a right item into one; a side that is absent gives no fields. */
export function mergeItems(left: JsonValue | undefined, right: JsonValue | undefined, policy: MergePolicy): JsonObject {
  if (policy.collision === 'nest') return { left: left ?? null, right: right ?? null };
  const a = toFields(left);
  const b = toFields(right);
  if (policy.collision === 'right') return { ...a, ...b };
  if (policy.collision === 'left') return { ...b, ...a };
  const fields = new Map<string, JsonValue>();
  const add = (name: string, value: JsonValue): void => {
    if (fields.has(name)) throw nameTaken(name);
    fields.set(name, value);
  };
  for (const [name, value] of Object.entries(a)) {
    add(collides(name, b, policy) ? `${policy.leftPrefix}${name}` : name, value);
  }
  for (const [name, value] of Object.entries(b)) {
    if (policy.sharedKeys.has(name) && Object.hasOwn(a, name)) continue;
    add(collides(name, a, policy) ? `${policy.rightPrefix}${name}` : name, value);
  }
  return Object.fromEntries(fields);
}

function nameTaken(name: string): AppError {
  return new AppError(
    'data-invalid',
    `Two fields of a joined item would be called "${name}". Choose another "rightPrefix" or "leftPrefix", or set "collision" to "nest".`,
    { data: { field: 'rightPrefix', name } },
  );
}

function collides(name: string, other: JsonObject, { sharedKeys }: MergePolicy): boolean {
  return Object.hasOwn(other, name) && !sharedKeys.has(name);
}

function toFields(item: JsonValue | undefined): JsonObject {
  if (item === undefined || item === null) return {};
  return isObject(item) ? item : { value: item };
}
