import type { JsonValue } from '#contract/json.ts';
import { isList, isObject } from '../data/json-kind.ts';

/**
 * Whether a value counts as true, by the rules of JSONata's `$boolean`: empty text, 0, null, empty objects and lists without
 * anything true count as false. Beyond them the texts `true` and `false` mean what they say, because values from CSV files
 * and addresses arrive as text.
 */
export function isTruthy(value: JsonValue | undefined): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') return value.trim().toLowerCase() !== 'false' && value !== '';
  if (isList(value)) return value.some(isTruthy);
  return isObject(value) && Object.keys(value).length > 0;
}
