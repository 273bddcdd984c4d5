import type { JsonValue } from '#contract/json.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Digits a double holds exactly. */
const MAX_DIGITS = 15;

/** How fields become values. */
export interface FieldConversion {
  /** Whether text that is a number or a truth value becomes one. */
  readonly convertsTypes: boolean;
  /** What an empty field becomes. */
  readonly empty: '' | null;
}

/**
 * The value of a field. Only what can be written back the same way becomes a number: `007`, `+5`, `1e3` and more than 15 digits
 * are identifiers, telephone numbers or amounts, and stay text.
 */
export function convertField(text: string, { convertsTypes, empty }: FieldConversion): JsonValue {
  if (text === '') return empty;
  if (!convertsTypes) return text;
  if (NUMBER.test(text)) {
    const digits = text.length - (text.startsWith('-') ? 1 : 0) - (text.includes('.') ? 1 : 0);
    const number = Number(text);
    return digits <= MAX_DIGITS && !Object.is(number, -0) ? number : text;
  }
  const lower = text.length <= 5 ? text.toLowerCase() : text;
  return lower === 'true' ? true : lower === 'false' ? false : text;
}
