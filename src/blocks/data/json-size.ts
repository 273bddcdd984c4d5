import type { JsonValue } from '#contract/json.ts';
import { isList, isObject } from './json-kind.ts';

/** Whether a value is at most about `maxChars` long as JSON; looks at no more than that of it. */
export function isWithinSize(value: JsonValue, maxChars: number): boolean {
  const open: JsonValue[] = [value];
  let left = maxChars;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    left -= typeof next === 'string' ? next.length + 2 : 4;
    if (isList(next)) {
      left -= next.length;
      if (left < 0) return false;
      open.push(...next);
    } else if (isObject(next)) {
      for (const key of Object.keys(next)) {
        left -= key.length + 4;
        if (left < 0) return false;
        const inner = next[key];
        if (inner !== undefined) open.push(inner);
      }
    }
    if (left < 0) return false;
  }
  return true;
}
