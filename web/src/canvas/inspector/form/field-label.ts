import type { BlockInput } from '#contract/block.ts';
import type { JsonValue } from '#contract/json.ts';
import { toGlimpse } from '../values/json-value.ts';

/** `pageSizeParam` as `Page size param`. */
export function toWords(id: string): string {
  const words = id
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Name of a field as people read it. */
export function toFieldLabel(field: Pick<BlockInput, 'id' | 'label'>): string {
  return field.label ?? toWords(field.id);
}

/** Word for one of a field's options. */
export function toOptionLabel(field: BlockInput, value: string): string {
  for (const option of field.options ?? [])
    if (typeof option !== 'string' && option.value === value) return option.label ?? option.value;
  return value;
}

/** A field's default as people read it; nothing when it has none worth showing. */
export function toDefaultWords(field: BlockInput): string | undefined {
  const value: JsonValue | undefined = field.default;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return toOptionLabel(field, value);
  if (typeof value === 'object' && Object.keys(value).length === 0) return undefined;
  return toGlimpse(value, 40);
}
