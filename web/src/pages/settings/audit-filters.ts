import type { AuditEntry } from '#web/api/shapes-of-pages.ts';
import type { FilterField } from '#web/ui/table/filter-field.ts';
import type { FilterValues } from '#web/ui/table/saved-views.ts';
import { toTimeRange } from '#web/ui/table/time-range.ts';
import { text } from './strings.ts';

const KEYS = ['who', 'what', 'outcome', 'time', 'target'] as const;

/** The filters of an address. */
export function readAuditFilters(search: FilterValues): FilterValues {
  return Object.fromEntries(KEYS.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));
}

/** What the server is asked. */
export function toAuditInput(values: FilterValues, now: number) {
  const range = toTimeRange(values.time, now);
  return {
    ...(values.who ? { who: values.who } : {}),
    ...(values.what ? { what: values.what } : {}),
    ...(values.outcome ? { outcome: values.outcome } : {}),
    ...(values.target ? { target: values.target } : {}),
    ...(range?.from === undefined ? {} : { from: range.from }),
    ...(range?.to === undefined ? {} : { to: range.to }),
  };
}

/** The filters, offering what the entries at hand hold. */
export function createAuditFields(entries: readonly AuditEntry[]): readonly FilterField[] {
  const options = (pick: (entry: AuditEntry) => string) =>
    [...new Set(entries.map(pick))].sort().map((value) => ({ value, label: value }));
  return [
    {
      id: 'what',
      label: text.what,
      kind: 'one',
      options: options((entry) => entry.what),
      toWords: ([chosen]) => text.ofWhat(chosen?.label ?? ''),
    },
    {
      id: 'who',
      label: text.who,
      kind: 'one',
      options: options((entry) => entry.who),
      toWords: ([chosen]) => text.byWho(chosen?.label ?? ''),
    },
    {
      id: 'outcome',
      label: text.outcome,
      kind: 'one',
      options: options((entry) => entry.outcome),
      toWords: ([chosen]) => text.thatEnded(chosen?.value ?? ''),
    },
    { id: 'time', label: text.at, kind: 'time' },
    { id: 'target', label: text.aboutId, kind: 'text' },
  ];
}
