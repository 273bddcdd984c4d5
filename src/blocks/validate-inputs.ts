import { AppError } from '#contract/app-error.ts';
import type { BlockDescriptor } from '#contract/block.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { describeValue } from './data/json-kind.ts';
import { type CompiledField, compileField } from './field-value.ts';
import { describeField } from './field-words.ts';
import { findNearestName } from './nearest-name.ts';

/** Takes the inputs of one block. */
export interface InputValidator {
  /**
   * The inputs as the handler gets them: defaults filled in, durations in milliseconds, numbers written as text read. The same object when nothing changes.
   * @throws AppError `input-invalid` naming the field, what was given and what is expected
   */
  validate(inputs: JsonObject): JsonObject;
  /** Why one value is not acceptable, for values known before a run; `undefined` when it is. */
  check(fieldId: string, value: JsonValue): string | undefined;
}

function toReason(one: CompiledField, value: JsonValue): string {
  const broken = one.explain(value);
  const given = one.field.type === 'secret' && typeof value === 'string' ? 'a text' : describeValue(value);
  return broken === undefined
    ? `expected ${describeField(one.field)}, but ${given} was given`
    : `${broken} (${given} was given)`;
}

/** Prepares the check of a block's inputs. Without patterns and schemas, a check costs well under a microsecond per field. */
export function createInputValidator(descriptor: BlockDescriptor): InputValidator {
  const fields = descriptor.inputs.map(compileField);
  const names = fields.map((one) => one.id);

  const refuse = (field: string, reason: string): AppError =>
    new AppError(
      'input-invalid',
      `Input "${field}" of the block ${descriptor.id}: ${reason}. Correct the step's input.`,
      {
        data: { block: descriptor.id, field },
      },
    );

  const toUnknown = (field: string): string => {
    const nearest = findNearestName(field, names);
    if (nearest !== undefined) return `there is no such input; "${nearest}" may be meant`;
    return names.length === 0
      ? 'the block takes no inputs'
      : `there is no such input; the block takes ${names.join(', ')}`;
  };

  const assertPresent = (values: JsonObject): void => {
    for (const one of fields) {
      if (!one.required || values[one.id] !== undefined || !one.isShown(values)) continue;
      throw refuse(one.id, `a value is required (${describeField(one.field)})`);
    }
  };

  const validate = (inputs: JsonObject): JsonObject => {
    let changed: Record<string, JsonValue> | undefined;
    let isIncomplete = false;
    let given = 0;
    // Field ids are never those of Object.prototype, so plain access reads own properties only.
    for (const one of fields) {
      const value = inputs[one.id];
      if (value === undefined || (value === null && !one.nullable)) {
        if (value === null) {
          given++;
          changed ??= { ...inputs };
          delete changed[one.id];
        }
        if (one.default !== undefined) {
          changed ??= { ...inputs };
          changed[one.id] = one.default;
        } else if (one.required) isIncomplete = true;
        continue;
      }
      given++;
      const accepted = one.accept(value);
      if (accepted === undefined) throw refuse(one.id, toReason(one, value));
      if (accepted !== value) {
        changed ??= { ...inputs };
        changed[one.id] = accepted;
      }
    }
    const keys = Object.keys(inputs);
    if (keys.length !== given) {
      const unknown = keys.find((key) => !names.includes(key));
      if (unknown !== undefined) throw refuse(unknown, toUnknown(unknown));
    }
    if (isIncomplete) assertPresent(changed ?? inputs);
    return changed ?? inputs;
  };

  const check = (fieldId: string, value: JsonValue): string | undefined => {
    const one = fields.find(({ id }) => id === fieldId);
    if (one === undefined) return toUnknown(fieldId);
    if (value === null && !one.nullable)
      return one.required ? `a value is required (${describeField(one.field)})` : undefined;
    return one.accept(value) === undefined ? toReason(one, value) : undefined;
  };

  return { validate, check };
}
