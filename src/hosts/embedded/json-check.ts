/** Nesting beyond this is a knot, or as good as one. */
const MAX_NESTING = 1_000;

/**
 * What makes a value no JSON, in words; undefined when it is one. Handlers are code: what they answer must be able to go into a journal.
 * Members that are undefined count as absent.
 */
export function findNonJson(value: unknown, depth = 0): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
    case 'undefined':
      return undefined;
    case 'object':
      break;
    default:
      return `a ${typeof value}`;
  }
  if (value === null) return undefined;
  if (depth > MAX_NESTING) return 'an object that contains itself, or is nested too deep';
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findNonJson(item, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `a ${value.constructor?.name ?? 'class'} instance`;
  for (const key in value) {
    const found = findNonJson((value as Record<string, unknown>)[key], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
