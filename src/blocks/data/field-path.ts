import type { JsonValue } from '#contract/json.ts';
import { isList, isObject } from './json-kind.ts';

/** Reads one field of an item; `undefined` when it is not there. */
export type FieldReader = (item: JsonValue | undefined) => JsonValue | undefined;

const SEGMENT = /\.?([^.[\]"'\s](?:[^.[\]]*[^.[\]\s])?)|\[(-?\d{1,9})\]|\[("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/y;

/**
 * A reader of `name`, `address.city`, `lines[0].total`, `lines[-1]` (from the end) or `["a.b"]`. Empty text or `$` is the item itself.
 * A field whose name is the whole text is preferred, so that CSV columns such as `No.` or `Price [EUR]` need no quoting;
 * text that is no path is taken as a plain name. Only an item's own fields are seen.
 */
export function compileFieldPath(path: string): FieldReader {
  const segments = parseFieldPath(path);
  if (segments === undefined) return (item) => readOwn(item, path);
  const [first] = segments;
  if (first === undefined) return (item) => item;
  if (segments.length === 1 && first === path) return (item) => readOwn(item, path);
  return (item) => {
    const whole = readOwn(item, path);
    if (whole !== undefined) return whole;
    let value = item;
    for (const segment of segments) {
      value = readOwn(value, segment);
      if (value === undefined) return undefined;
    }
    return value;
  };
}

/** The last name of a path, such as `city` of `address.city`: what a column made from it is called. */
export function toFieldName(path: string): string {
  const name = parseFieldPath(path)?.findLast((segment) => typeof segment === 'string');
  return typeof name === 'string' ? name : path;
}

/** Names and list positions of a path; `undefined` when the text is not one. */
export function parseFieldPath(path: string): readonly (string | number)[] | undefined {
  const text = path === '$' ? '' : path.startsWith('$.') ? path.slice(2) : path;
  const segments: (string | number)[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '.' && at === 0) return undefined;
    if (text[at] !== '.' && text[at] !== '[' && at > 0) return undefined;
    SEGMENT.lastIndex = at;
    const match = SEGMENT.exec(text);
    if (match === null) return undefined;
    const [, name, index, quoted] = match;
    if (name !== undefined) segments.push(name);
    else if (index !== undefined) segments.push(Number(index));
    else if (quoted !== undefined) segments.push(quoted.slice(1, -1).replace(/\\(.)/gs, '$1'));
    at = SEGMENT.lastIndex;
  }
  return segments;
}

function readOwn(value: JsonValue | undefined, segment: string | number): JsonValue | undefined {
  if (isList(value)) return typeof segment === 'number' ? value.at(segment) : undefined;
  if (!isObject(value)) return undefined;
  const name = typeof segment === 'number' ? String(segment) : segment;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
