import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import type { BlockContext, Directive } from '../../context.ts';
import { isObject } from '../json-kind.ts';
import { compileSchema } from '../json-schema.ts';
import { readChoice, readFlag, wrongType } from '../read-input.ts';
import { summarizeFaults } from '../schema-fault.ts';

/** Checks data against a JSON Schema, and fails or takes the port `invalid` when it does not fit. */
export async function run(ctx: BlockContext): Promise<Directive> {
  const { inputs } = ctx;
  const check = await compileSchema(readSchema(inputs.schema), {
    coerce: readFlag(inputs, 'coerce', false),
    fillDefaults: readFlag(inputs, 'fillDefaults', false),
    removeUnknown: readFlag(inputs, 'removeUnknown', false),
    allErrors: readFlag(inputs, 'allErrors', true),
  });
  const { data, faults } = check(inputs.data ?? null);
  if (faults.length === 0) return ctx.take('valid', { data, valid: true, errors: [] });
  if (readChoice(inputs, 'onInvalid', ['fail', 'branch'], 'fail') === 'branch') {
    return ctx.take('invalid', { data: inputs.data ?? null, valid: false, errors: faults });
  }
  throw new AppError('data-invalid', `The data does not satisfy the schema: ${summarizeFaults(faults)}.`, {
    data: { errors: faults },
  });
}

function readSchema(value: JsonValue | undefined): Parameters<typeof compileSchema>[0] {
  if (typeof value === 'boolean' || isObject(value)) return value;
  throw wrongType('schema', 'a JSON Schema', value);
}
