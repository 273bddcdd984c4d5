import { createRequire } from 'node:module';
import type { Ajv2020 as Ajv, ErrorObject } from 'ajv/dist/2020.js';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compilePattern } from './safe-pattern.ts';

/** Says why a value does not satisfy a JSON Schema; `undefined` when it does. */
export type SchemaCheck = (value: JsonValue) => string | undefined;

function toReason(errors: readonly ErrorObject[] | null | undefined): string {
  const [error] = errors ?? [];
  if (error === undefined) return 'it does not satisfy the JSON Schema';
  const name = error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const which = typeof name === 'string' ? ` ("${name}")` : '';
  return `${error.instancePath === '' ? 'it' : error.instancePath} ${error.message ?? 'is invalid'}${which}`;
}

let shared: Ajv | undefined;

function createAjv(): Ajv {
  const require = createRequire(import.meta.url);
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = require('ajv/dist/2020.js');
  const { default: addFormats }: typeof import('ajv-formats') = require('ajv-formats');
  // Ajv asks for the source text of the engine only when it generates standalone code, which is not done here.
  const regExp = Object.assign((pattern: string) => compilePattern(pattern), { code: 'unused' });
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    ownProperties: true,
    addUsedSchema: false,
    code: { regExp },
  });
  addFormats.default(ajv);
  return ajv;
}

/**
 * Compiles a JSON Schema (draft 2020-12) of a descriptor to a check. Ajv is loaded on first use; patterns run on RE2.
 * @throws AppError `data-invalid` when the schema is none
 */
export function compileSchema(schema: JsonObject | boolean): SchemaCheck {
  shared ??= createAjv();
  try {
    const validate = shared.compile<JsonValue>(schema);
    return (value) => (validate(value) ? undefined : toReason(validate.errors));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('data-invalid', `The JSON Schema cannot be used: ${reason}.`, { cause });
  } finally {
    // Otherwise Ajv keeps every schema it has ever seen.
    if (typeof schema === 'object') shared.removeSchema(schema);
  }
}
