import type { Action } from '#web/actions/action.ts';
import { toCombos } from '#web/actions/key-matcher.ts';

/** A line of the sheet. */
export interface Shortcut {
  readonly id: string;
  readonly label: string;
  readonly combos: readonly string[];
}

/** Actions that have keys, by the heading they stand under; those whose label or heading holds `search`. */
export function groupShortcuts(
  actions: readonly Action[],
  search: string,
): readonly (readonly [group: string, shortcuts: readonly Shortcut[]])[] {
  const wanted = search.trim().toLocaleLowerCase();
  const shown = actions
    .map((action) => ({ ...action, combos: toCombos(action) }))
    .filter(
      ({ combos, label, group }) => combos.length > 0 && `${group} ${label}`.toLocaleLowerCase().includes(wanted),
    );
  return [...Map.groupBy(shown, ({ group }) => group)].map(([group, members]) => [
    group,
    members.map(({ id, label, combos }) => ({ id, label, combos })),
  ]);
}
