import { rankBlocks, toCategories } from '../../palette/rank-blocks.ts';
import type { EditorBlock } from '../../store/editor-store.ts';

/** A line of the list: a heading or a block that can be picked. */
export type PickerRow =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'block'; readonly key: string; readonly block: EditorBlock };

/** Lines of the list: what was used last and then all by category; with words, what fits them, best first. */
export function toPickerRows(
  blocks: readonly EditorBlock[],
  query: string,
  {
    recent,
    headings,
  }: { readonly recent: readonly string[]; readonly headings: { readonly recent: string; readonly triggers: string } },
): readonly PickerRow[] {
  if (query.trim() !== '')
    return rankBlocks(blocks, query).map((block) => ({ kind: 'block', key: block.id, block }) as const);
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const last = recent.flatMap((id) => byId.get(id) ?? []);
  const rows: PickerRow[] = [];
  const add = (text: string, members: readonly EditorBlock[]) => {
    if (members.length === 0) return;
    rows.push({ kind: 'heading', text });
    rows.push(...members.map((block) => ({ kind: 'block', key: `${text}/${block.id}`, block }) as const));
  };
  add(headings.recent, last);
  for (const [category, members] of toCategories(blocks)) add(category, members);
  return rows;
}

/** The next line that can be picked from `from` in a direction, going round at the ends. */
export function findNextRow(rows: readonly PickerRow[], from: number, by: 1 | -1): number {
  for (let i = 1; i <= rows.length; i += 1) {
    const at = (((from + by * i) % rows.length) + rows.length) % rows.length;
    if (rows[at]?.kind === 'block') return at;
  }
  return -1;
}
