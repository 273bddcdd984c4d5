/** Filters of a table, as the address holds them. Absent: not filtered. */
export type FilterValues = Readonly<Record<string, string | undefined>>;

/** Filters with a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly values: FilterValues;
}

/** Most views one table remembers. */
export const MAX_VIEWS = 50;
const MAX_NAME = 60;

/** Whether two sets of filters say the same. */
export function isSameFilter(a: FilterValues, b: FilterValues): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => (a[key] ?? '') === (b[key] ?? ''));
}

/** Reads remembered views; what is broken counts for nothing. */
export function readViews(text: string | undefined): readonly SavedView[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isSavedView).slice(0, MAX_VIEWS) : [];
  } catch {
    return [];
  }
}

function isSavedView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, values } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof values !== 'object' || values === null) return false;
  return Object.values(values).every((one) => typeof one === 'string');
}

/** Adds a view under a name, or changes the one that has it. */
export function withView(views: readonly SavedView[], name: string, values: FilterValues): readonly SavedView[] {
  const clean = name.trim().slice(0, MAX_NAME);
  if (clean === '') return views;
  const same = views.find((view) => view.name.toLowerCase() === clean.toLowerCase());
  if (same !== undefined) return views.map((view) => (view === same ? { ...view, values: toGiven(values) } : view));
  const view = { id: crypto.randomUUID(), name: clean, values: toGiven(values) };
  return [...views, view].slice(-MAX_VIEWS);
}

/** Only what is filtered. */
export function toGiven(values: FilterValues): FilterValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}
