import { AppError } from '#contract/app-error.ts';
import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readCount, readList, readObjects, readText } from '../read-input.ts';
import { readSortKey, sortItems } from '../sort-items.ts';

/** Puts items in order. Items that compare equal keep the order they came in. */
export function run({ inputs }: BlockContext): JsonObject {
  const locale = readText(inputs, 'locale', 'en') || 'en';
  assertLocale(locale);
  const sorted = sortItems(readList(inputs, 'items'), readObjects(inputs, 'by').map(readSortKey), locale);
  const limit = readCount(inputs, 'limit', 0);
  const items = limit > 0 ? sorted.slice(0, limit) : sorted;
  return { items, count: items.length };
}

function assertLocale(locale: string): void {
  try {
    Intl.getCanonicalLocales(locale);
  } catch (error) {
    throw new AppError('input-invalid', `"${locale}" is no language tag. Use one such as "en", "de" or "sv-SE".`, {
      cause: error,
      data: { field: 'locale' },
    });
  }
}
