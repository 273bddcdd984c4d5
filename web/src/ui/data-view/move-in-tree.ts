import type { TreeRow } from './tree-rows.ts';

/** Where a key leads: to another row, or to folding this one. */
export interface TreeMove {
  readonly index: number;
  readonly open?: boolean;
}

/** What `key` does on the row `index`, by the pattern of trees (WAI-ARIA); `undefined` for other keys. */
export function moveInTree(key: string, rows: readonly TreeRow[], index: number): TreeMove | undefined {
  const row = rows[index];
  if (row === undefined) return undefined;
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { index: Math.min(index + 1, last) };
    case 'ArrowUp':
      return { index: Math.max(index - 1, 0) };
    case 'Home':
      return { index: 0 };
    case 'End':
      return { index: last };
    case 'PageDown':
      return { index: Math.min(index + 10, last) };
    case 'PageUp':
      return { index: Math.max(index - 10, 0) };
    case 'ArrowRight':
      if (row.children === 0) return { index };
      return row.isOpen ? { index: Math.min(index + 1, last) } : { index, open: true };
    case 'ArrowLeft':
      return row.isOpen ? { index, open: false } : { index: findParent(rows, index) };
    default:
      return undefined;
  }
}

function findParent(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at--) if ((rows[at]?.depth ?? 0) < depth) return at;
  return index;
}
