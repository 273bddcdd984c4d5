import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';

/** How a field is filled: with a value as it is, or with text that holds `{{ }}`. */
export type FieldMode = 'fixed' | 'expression';

/** Whether `{{ }}` is evaluated in a field. */
export function takesExpressions(field: Pick<BlockInput, 'type' | 'expressions'>): boolean {
  return field.expressions ?? field.type !== 'code';
}

/** How a field is filled now. */
export function toMode(field: Pick<BlockInput, 'type' | 'expressions'>, value: JsonValue | undefined): FieldMode {
  return takesExpressions(field) && typeof value === 'string' && value.includes('{{') ? 'expression' : 'fixed';
}

/** Braces with room to write between. */
export const EMPTY_EXPRESSION = '{{  }}';

/** The expression that gives a value, to start from when a field is switched: a text stays the text it is. */
export function toExpression(value: JsonValue | undefined): string {
  return value === undefined || value === '' || value === null ? EMPTY_EXPRESSION : `{{ ${JSON.stringify(value)} }}`;
}

/** The value an expression stands for when it is a plain literal; `undefined` when it must be evaluated. */
export function toLiteral(text: string): JsonValue | undefined {
  const inner = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1]?.trim();
  if (inner === undefined || inner === '') return undefined;
  try {
    return JSON.parse(inner) as JsonValue;
  } catch {
    return undefined;
  }
}
