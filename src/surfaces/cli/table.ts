import { toLine } from './printable.ts';

/** A column: its title, and which side its cells stand on. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longest cell; longer ones end with an ellipsis. */
  readonly max?: number;
}

/** A cell, and how to paint it once it has its width. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = '  ';
const DEFAULT_MAX = 60;

/** Lines of a table: a title line, then one line a row. */
export function toTableLines(
  columns: readonly Column[],
  rows: readonly (readonly (string | Cell)[])[],
  paintTitle: (text: string) => string,
): readonly string[] {
  const cells = rows.map((row) =>
    columns.map((column, at): Cell => {
      const cell = row[at] ?? '';
      const { text, paint } = typeof cell === 'string' ? { text: cell, paint: undefined } : cell;
      const line = toLine(text, column.max ?? DEFAULT_MAX);
      return paint === undefined ? { text: line } : { text: line, paint };
    }),
  );
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...cells.map((row) => row[at]?.text.length ?? 0)),
  );
  const toText = (row: readonly Cell[]) =>
    row
      .map(({ text, paint }, at) => {
        const width = widths[at] ?? 0;
        const isLast = at === columns.length - 1;
        const padded = columns[at]?.align === 'right' ? text.padStart(width) : isLast ? text : text.padEnd(width);
        return paint === undefined ? padded : paint(padded);
      })
      .join(GAP)
      .trimEnd();
  return [toText(columns.map(({ title }) => ({ text: title.toUpperCase(), paint: paintTitle }))), ...cells.map(toText)];
}
