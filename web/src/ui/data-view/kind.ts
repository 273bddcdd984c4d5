/** What a value is, as the tree shows it. */
export type Kind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'other';

/** What `value` is. */
export function toKind(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'object' || type === 'string' || type === 'number' || type === 'boolean' ? type : 'other';
}

/** Children of a value by key; empty for texts, numbers and the like. */
export function listChildren(value: unknown): readonly (readonly [key: string | number, value: unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item] as const);
  if (typeof value === 'object' && value !== null) return Object.entries(value);
  return [];
}

/** Number of children, without listing them. */
export function countChildren(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
