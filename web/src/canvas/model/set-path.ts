import { isSameJson } from './same-json.ts';

/** Names and places below a value, e.g. `['process', 'retry', 'maxAttempts']`. */
export type Path = readonly (string | number)[];

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What is at a path; `undefined` when there is nothing. Only own keys count. */
export function getAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (!isContainer(current) || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

/** A copy with another entry; `__proto__` becomes a key like any other. */
function withEntry(value: object, key: string | number, entry: unknown): object {
  if (Array.isArray(value)) {
    const at = Number(key);
    if (!Number.isInteger(at) || at < 0 || at > value.length) return value;
    if (entry === undefined) return value.toSpliced(at, 1);
    return at === value.length ? [...value, entry] : value.with(at, entry);
  }
  const kept = Object.entries(value).filter(([name]) => entry !== undefined || name !== String(key));
  if (entry === undefined) return Object.fromEntries(kept);
  const at = kept.findIndex(([name]) => name === String(key));
  return Object.fromEntries(at < 0 ? [...kept, [key, entry]] : kept.with(at, [String(key), entry]));
}

function change(value: unknown, path: Path, entry: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return entry;
  const before = isContainer(value) ? getAt(value, [key]) : undefined;
  if (entry === undefined && before === undefined) return value;
  const after = change(before, rest, entry);
  if (after === before && isContainer(value)) return value;
  return withEntry(isContainer(value) ? value : typeof key === 'number' ? [] : {}, key, after);
}

/**
 * A value with another one at a path, objects made on the way; `undefined` takes away what is there. Shares all that stays, and is the
 * very same value when nothing changes.
 */
export function setAt<T extends object>(value: T, path: Path, entry: unknown): T {
  if (path.length === 0 || isSameJson(getAt(value, path), entry)) return value;
  // The path comes from a form made for this type; what a person makes of it the validator judges.
  return change(value, path, entry) as T;
}
