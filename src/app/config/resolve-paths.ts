import { resolve } from 'node:path';

/** Makes paths absolute; leaves other values alone. */
export function resolvePaths(value: unknown, isPath: boolean, folder: string): unknown {
  if (!isPath) return value;
  return Array.isArray(value) ? value.map((path: string) => resolve(folder, path)) : resolve(folder, String(value));
}
