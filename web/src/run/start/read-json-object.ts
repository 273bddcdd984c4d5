import type { JsonObject } from '#contract/json.ts';
import { text } from './strings.ts';

/** A typed input, or what is wrong with it. Nothing at all is an empty object. */
export function readJsonObject(
  typed: string,
): { readonly value: JsonObject; readonly fault?: undefined } | { readonly value?: undefined; readonly fault: string } {
  if (typed.trim() === '') return { value: {} };
  let value: unknown;
  try {
    value = JSON.parse(typed);
  } catch (error) {
    return { fault: text.notJson(error instanceof Error ? error.message : String(error)) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: text.notObject };
  return { value: value as JsonObject };
}
