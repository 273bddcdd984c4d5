import type { Entry, EntrySection } from './entry.ts';
import { rankEntries } from './rank-entries.ts';

const MAX_RECENT = 5;

/** What the palette shows: by headings while nothing is typed, afterwards one list by how well it fits. */
export function toSections(
  entries: readonly Entry[],
  query: string,
  recent: readonly string[],
  options: { readonly recentHeading: string; readonly order: readonly string[] },
): readonly EntrySection[] {
  if (query.trim() !== '') {
    const found = rankEntries(entries, query, recent);
    return found.length === 0 ? [] : [{ heading: undefined, entries: found }];
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const used = recent.flatMap((id) => byId.get(id) ?? []).slice(0, MAX_RECENT);
  const rest = Map.groupBy(
    entries.filter((entry) => !used.includes(entry)),
    ({ kind }) => kind,
  );
  const kinds = [...rest.keys()].sort((a, b) => toPlace(a, options.order) - toPlace(b, options.order));
  return [
    ...(used.length === 0 ? [] : [{ heading: options.recentHeading, entries: used }]),
    ...kinds.map((kind) => ({ heading: kind, entries: rest.get(kind) ?? [] })),
  ];
}

/** Kinds not named come first: they are of the page that is open. */
function toPlace(kind: string, order: readonly string[]): number {
  return order.indexOf(kind);
}
