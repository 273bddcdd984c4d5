/** Ids of what is selected. */
export type Selected = ReadonlySet<string>;

/** Nothing. */
export const NOTHING: Selected = new Set();

/** Selects, or no more. */
export function toggle(selected: Selected, id: string): Selected {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Everything between two rows, both included, besides what is selected already. An end that is gone counts for the other one alone. */
export function selectRange(
  selected: Selected,
  ids: readonly string[],
  from: string | undefined,
  to: string,
): Selected {
  const end = ids.indexOf(to);
  if (end === -1) return selected;
  const start = from === undefined ? -1 : ids.indexOf(from);
  const first = start === -1 ? end : Math.min(start, end);
  const last = start === -1 ? end : Math.max(start, end);
  return new Set([...selected, ...ids.slice(first, last + 1)]);
}

/** Selects all rows; none when all are selected already. */
export function toggleAll(selected: Selected, ids: readonly string[]): Selected {
  return ids.length > 0 && ids.every((id) => selected.has(id)) ? NOTHING : new Set(ids);
}

/** What of it still exists. The same object when nothing went away. */
export function keepExisting(selected: Selected, ids: readonly string[]): Selected {
  const there = new Set(ids);
  const kept = [...selected].filter((id) => there.has(id));
  return kept.length === selected.size ? selected : new Set(kept);
}

/** The row `step` further, kept inside the table; the first or last one when none is active. */
export function moveActive(ids: readonly string[], active: string | undefined, step: number): string | undefined {
  const at = active === undefined ? -1 : ids.indexOf(active);
  if (at === -1) return step < 0 ? ids.at(-1) : ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
