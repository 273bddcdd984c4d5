import { countChildren, type Kind, listChildren, toKind } from './kind.ts';
import { toPath } from './to-path.ts';

/** A line of the tree. */
export interface TreeRow {
  /** Path from the value shown; empty for the value itself. */
  readonly path: string;
  readonly key: string | number;
  readonly value: unknown;
  readonly kind: Kind;
  readonly depth: number;
  readonly children: number;
  readonly isOpen: boolean;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** Rows are counted with care: a huge value must not stop the page. */
const MAX_ROWS = 200_000;

/** The lines of `value` with `open` unfolded, at most {@link MAX_ROWS}. */
export function toRows(value: unknown, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (parent: unknown, path: string, depth: number): void => {
    const children = listChildren(parent);
    for (const [index, [key, child]] of children.entries()) {
      if (rows.length >= MAX_ROWS) return;
      const childPath = toPath(path, key);
      const count = countChildren(child);
      const isOpen = count > 0 && open.has(childPath);
      rows.push({
        path: childPath,
        key,
        value: child,
        kind: toKind(child),
        depth,
        children: count,
        isOpen,
        position: index + 1,
        siblings: children.length,
      });
      if (isOpen) visit(child, childPath, depth + 1);
    }
  };
  visit(value, '', 0);
  return rows;
}

/** How many rows are unfolded at first. */
const FIRST_ROWS = 60;

/** What to unfold at first: level by level, as long as it stays readable. */
export function toFirstOpen(value: unknown): ReadonlySet<string> {
  const open = new Set<string>();
  let level: readonly (readonly [string, unknown])[] = [['', value]];
  let rows = countChildren(value);
  while (level.length > 0) {
    const next: (readonly [string, unknown])[] = [];
    for (const [path, parent] of level) {
      if (countChildren(parent) > FIRST_ROWS) continue;
      for (const [key, child] of listChildren(parent)) {
        const count = countChildren(child);
        if (count === 0 || rows + count > FIRST_ROWS) continue;
        rows += count;
        const childPath = toPath(path, key);
        open.add(childPath);
        next.push([childPath, child]);
      }
    }
    level = next;
  }
  return open;
}
