import * as z from 'zod';

/** Most entries one page holds. */
export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/** A whole number that may come as text, from the query of an address. */
export function wholeNumber(min: number, max: number) {
  return z.preprocess(
    (value: number | string) => (typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value),
    z.number().int().min(min).max(max),
  );
}

/** A yes or no that may come as text, from the query of an address. */
export const Flag = z.preprocess(
  (value: boolean | string) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
);

/** How many entries of a list to answer, and from where. */
export const PageInput = {
  cursor: z.string().min(1).max(300).optional().describe('`nextCursor` of the page before; the first page when absent'),
  limit: wholeNumber(1, MAX_PAGE)
    .default(DEFAULT_PAGE)
    .describe(`Entries in the page, at most ${MAX_PAGE}; ${DEFAULT_PAGE} by default`),
};

/** One page of a list. */
export function toPageShape<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item).describe('The entries of this page'),
    nextCursor: z.string().optional().describe('Pass it as `cursor` to get the next page; absent on the last one'),
  });
}

/** Cuts a page from one entry more than asked for: whether there is a next page shows without counting. */
export function toPage<Item>(
  found: readonly Item[],
  limit: number,
  toCursor: (item: Item) => string,
): { items: Item[]; nextCursor?: string } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, nextCursor: toCursor(last) } : { items };
}
