import type { BlockInput } from '#contract/block.ts';
import type { JsonObject } from '#contract/json.ts';
import { isSameJson } from '../../model/same-json.ts';
import { toMode } from './field-mode.ts';

/** Whether a field counts, given the others. A field that hangs on an expression is shown: its value is known when it runs. */
export function isFieldShown(field: BlockInput, fields: readonly BlockInput[], input: JsonObject): boolean {
  return Object.entries(field.showIf ?? {}).every(([id, wanted]) => {
    const other = fields.find((one) => one.id === id);
    const given = Object.hasOwn(input, id) ? input[id] : undefined;
    if (other !== undefined && toMode(other, given) === 'expression') return true;
    const value = given ?? other?.default ?? null;
    return wanted.some((one) => isSameJson(one, value));
  });
}

/** Fields of a form in their order: those always seen, those folded away, and given values no shown field takes. */
export function arrangeFields(
  fields: readonly BlockInput[],
  input: JsonObject,
): {
  readonly main: readonly BlockInput[];
  readonly advanced: readonly BlockInput[];
  readonly strange: readonly string[];
} {
  const shown = fields.filter((field) => isFieldShown(field, fields, input));
  const known = new Set(fields.map(({ id }) => id));
  return {
    main: shown.filter((field) => field.advanced !== true),
    advanced: shown.filter((field) => field.advanced === true),
    strange: Object.keys(input).filter((key) => !known.has(key)),
  };
}
