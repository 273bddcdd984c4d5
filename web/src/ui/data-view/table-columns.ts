/** Columns beyond these hide more than they show. */
const MAX_COLUMNS = 40;
/** Enough to know what rows look like. */
const SAMPLED_ROWS = 200;

/** Columns when `value` is a list of objects; `undefined` when a table would not fit it. */
export function toColumns(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const columns = new Set<string>();
  for (const item of value.slice(0, SAMPLED_ROWS)) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    for (const key of Object.keys(item)) columns.add(key);
  }
  return columns.size === 0 || columns.size > MAX_COLUMNS ? undefined : [...columns];
}
