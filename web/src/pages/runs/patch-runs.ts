import type { InfiniteData } from '@tanstack/react-query';
import type { RunSummary } from '#web/api/shapes.ts';

/** A page of runs, as the server answers it. */
export interface RunPage {
  readonly items: RunSummary[];
  readonly nextCursor?: string | undefined;
}

/** Pages of runs, as the cache holds them. */
export type RunPages = InfiniteData<RunPage, string>;

/**
 * Puts news about a run into the pages. One that is listed changes in place, also when it matches the filters no more: a row must not
 * vanish under the pointer. One that is not listed goes where its time belongs, when it `belongs`.
 */
export function patchRuns(data: RunPages | undefined, run: RunSummary, belongs: boolean): RunPages | undefined {
  if (data === undefined) return undefined;
  let found = false;
  const pages = data.pages.map((page) => {
    const at = page.items.findIndex(({ id }) => id === run.id);
    if (at === -1) return page;
    found = true;
    return { ...page, items: page.items.with(at, run) };
  });
  if (found) return { ...data, pages };
  const [first, ...others] = data.pages;
  if (!belongs || first === undefined) return data;
  // Ids grow with the time; a run older than the first page is found again when that page is loaded.
  const at = first.items.findIndex(({ id }) => id < run.id);
  if (at === -1 && (first.nextCursor !== undefined || others.length > 0)) return data;
  const items = at === -1 ? [...first.items, run] : first.items.toSpliced(at, 0, run);
  return { ...data, pages: [{ ...first, items }, ...others] };
}
