import type { Ajv, Options, ValidateFunction } from 'ajv';
import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { compilePattern } from '../safe-pattern.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { isWithinSize } from './json-size.ts';
import { runBounded } from './run-bounded.ts';
import { type SchemaFault, toSchemaFaults } from './schema-fault.ts';

/** Longest schema taken, as JSON. */
const MAX_SCHEMA_CHARS = 256 * 1024;
const MAX_CACHED = 64;
const TIME_LIMIT_MS = 1_000;
/** Below this size data is checked without the watchdog, which costs more than the check. */
const SMALL_DATA_CHARS = 20_000;

/** How data is checked and, where asked for, corrected. */
export interface SchemaOptions {
  /** Turns `"1"` into 1 and the like where the schema says so. */
  readonly coerce?: boolean;
  /** Fills in `default` of the schema. */
  readonly fillDefaults?: boolean;
  /** Removes fields the schema forbids by `additionalProperties: false`. */
  readonly removeUnknown?: boolean;
  /** Whether all faults are reported, not just the first. */
  readonly allErrors?: boolean;
}

/** Outcome of a check. `data` is a corrected copy when a correction was asked for. */
export interface SchemaResult {
  readonly data: JsonValue;
  readonly faults: readonly SchemaFault[];
}

export type SchemaCheck = (data: JsonValue) => SchemaResult;

const cache = new Map<string, SchemaCheck>();
const metaCheckers = new Map<Draft, Ajv>();

/**
 * A check of data against a JSON Schema: draft 2020-12, or draft-07 and 2019-09 when `$schema` says so. References stay inside the schema.
 * @throws AppError `input-invalid` when the schema is not one, `limit-exceeded` when it is too large
 */
export async function compileSchema(schema: JsonObject | boolean, options: SchemaOptions = {}): Promise<SchemaCheck> {
  const text = guardDepth(() => JSON.stringify(schema));
  if (text.length > MAX_SCHEMA_CHARS) {
    throw new AppError(
      'limit-exceeded',
      `The JSON Schema is ${text.length} characters long; at most ${MAX_SCHEMA_CHARS} are taken.`,
    );
  }
  const { coerce = false, fillDefaults = false, removeUnknown = false, allErrors = true } = options;
  const key = `${Number(coerce)}${Number(fillDefaults)}${Number(removeUnknown)}${Number(allErrors)}${text}`;
  const known = cache.get(key);
  if (known !== undefined) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const draft = findDraft(schema);
  await assertSchema(schema, draft);
  const ajv = await createAjv(draft, {
    coerceTypes: coerce,
    useDefaults: fillDefaults,
    removeAdditional: removeUnknown,
    allErrors,
    validateSchema: false,
    meta: false,
  });
  const validate = runBounded('Reading the JSON Schema', TIME_LIMIT_MS, () => compile(ajv, schema));
  const check = createCheck(
    validate,
    coerce || fillDefaults || removeUnknown,
    text.includes('Ref"') || text.includes('$ref"'),
  );
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, check);
  return check;
}

type Draft = '2020-12' | '2019-09' | 'draft-07';

function findDraft(schema: JsonObject | boolean): Draft {
  const uri = typeof schema === 'boolean' ? undefined : schema.$schema;
  if (uri === undefined) return '2020-12';
  const name =
    typeof uri === 'string'
      ? /^https?:\/\/json-schema\.org\/(?:draft\/)?(2020-12|2019-09|draft-07)\/schema#?$/.exec(uri)?.[1]
      : undefined;
  if (name === '2020-12' || name === '2019-09' || name === 'draft-07') return name;
  throw new AppError(
    'input-invalid',
    `The JSON Schema names the dialect ${JSON.stringify(uri)}; use draft 2020-12, 2019-09 or draft-07.`,
    {
      data: { field: '$schema' },
    },
  );
}

async function createAjv(draft: Draft, options: Options): Promise<Ajv> {
  const regExp = Object.assign((source: string) => compilePattern(source), { code: 'compilePattern' });
  const full: Options = { strict: false, logger: false, ownProperties: true, code: { regExp }, ...options };
  const ajv =
    draft === '2020-12'
      ? new (await import('ajv/dist/2020.js')).Ajv2020(full)
      : draft === '2019-09'
        ? new (await import('ajv/dist/2019.js')).Ajv2019(full)
        : new (await import('ajv')).Ajv(full);
  const formats = await import('ajv-formats');
  formats.default.default(ajv);
  // The keyword as Ajv brings it compares every object with every other.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (unique: boolean, items: readonly JsonValue[]) =>
      !unique || new Set(items.map((item) => toCanonicalJson(item))).size === items.length,
    error: { message: 'must NOT have duplicate items' },
  });
  return ajv;
}

async function assertSchema(schema: JsonObject | boolean, draft: Draft): Promise<void> {
  let ajv = metaCheckers.get(draft);
  if (ajv === undefined) {
    ajv = await createAjv(draft, {});
    ajv.validateSchema({});
    metaCheckers.set(draft, ajv);
  }
  const checker = ajv;
  const valid = runBounded('Reading the JSON Schema', TIME_LIMIT_MS, () =>
    guardDepth(() => checker.validateSchema(schema)),
  );
  if (valid === true) return;
  const [fault] = toSchemaFaults(checker.errors ?? []);
  throw new AppError(
    'input-invalid',
    `The JSON Schema is not valid at ${fault?.path ?? '/'}: ${fault?.message ?? 'unreadable'}.`,
    {
      data: { path: fault?.path ?? '/' },
    },
  );
}

function compile(ajv: Ajv, schema: JsonObject | boolean): ValidateFunction {
  try {
    return guardDepth(() => ajv.compile(schema));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const missing = error instanceof Error && 'missingRef' in error;
    throw new AppError(
      'input-invalid',
      missing
        ? `The JSON Schema refers to something outside itself (${reason}). Put what it needs under $defs; other documents are not fetched.`
        : `The JSON Schema cannot be used: ${reason}.`,
      { cause: error },
    );
  }
}

function createCheck(validate: ValidateFunction, corrects: boolean, hasReferences: boolean): SchemaCheck {
  return (input) => {
    const data = corrects ? structuredClone(input) : input;
    const check = (): boolean => guardDepth(() => validate(data));
    const watch = hasReferences || !isWithinSize(data, SMALL_DATA_CHARS);
    const valid = watch ? runBounded('The JSON Schema check', TIME_LIMIT_MS, check) : check();
    const faults = valid ? [] : toSchemaFaults(validate.errors ?? []);
    // Ajv keeps the faults, and with them the data, until the next check.
    validate.errors = null;
    return { data, faults };
  };
}

function guardDepth<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError(
      'limit-exceeded',
      'The JSON Schema or the data is nested too deeply, or the schema refers to itself without end.',
      {
        cause: error,
      },
    );
  }
}
