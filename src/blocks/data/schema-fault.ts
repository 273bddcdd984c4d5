import type { ErrorObject } from 'ajv';
import type { JsonObject } from '#contract/json.ts';

/** Most faults reported of one check. */
export const MAX_FAULTS = 100;

/** One way in which data breaks a schema. */
export interface SchemaFault extends JsonObject {
  /** JSON pointer to the value, `/` for the whole. */
  readonly path: string;
  readonly message: string;
  /** The schema keyword that was broken. */
  readonly keyword: string;
}

/** What Ajv found, in words a person can act on; the first {@link MAX_FAULTS}. */
export function toSchemaFaults(errors: readonly ErrorObject[]): readonly SchemaFault[] {
  return errors.slice(0, MAX_FAULTS).map((error) => ({
    path: error.instancePath === '' ? '/' : error.instancePath,
    message: toMessage(error),
    keyword: error.keyword,
  }));
}

function toMessage({ keyword, message, params }: ErrorObject): string {
  const plain = message ?? `breaks "${keyword}"`;
  if (keyword === 'additionalProperties') return `must not have the property "${params.additionalProperty}"`;
  if (keyword === 'unevaluatedProperties') return `must not have the property "${params.unevaluatedProperty}"`;
  if (keyword === 'propertyNames') return `the property name "${params.propertyName}" is not allowed`;
  if (keyword === 'enum') return `must be one of ${shorten(params.allowedValues)}`;
  if (keyword === 'const') return `must be ${shorten(params.allowedValue)}`;
  return plain;
}

function shorten(value: unknown): string {
  const text = Array.isArray(value) ? value.map((inner) => JSON.stringify(inner)).join(', ') : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Faults in one line, for a message: `/a must be number; /b must be string; and 3 more`. */
export function summarizeFaults(faults: readonly SchemaFault[]): string {
  const shown = faults.slice(0, 3).map(({ path, message }) => `${path} ${message}`);
  if (faults.length > shown.length) shown.push(`and ${faults.length - shown.length} more`);
  return shown.join('; ');
}
