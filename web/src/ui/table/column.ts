import type { ReactNode } from 'react';

/** Where a column goes on a phone, where a row is a card: the first line, its right end, the lines below, or nowhere. */
export type CardPlace = 'title' | 'side' | 'line' | 'none';

/** A column of a table. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Pixels, until a person drags its edge. */
  readonly width: number;
  /** Takes what width is left over. */
  readonly grow?: boolean;
  readonly align?: 'end';
  /** The name is for screen readers only, e.g. above buttons. */
  readonly quiet?: boolean;
  /** Set when the server can sort by it. */
  readonly sortable?: boolean;
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  /** Hidden until a person asks for it. */
  readonly hidden?: boolean;
  readonly card?: CardPlace;
  readonly cell: (row: Row) => ReactNode;
}

/** What a table is sorted by. */
export interface TableSort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** What a person changed about the columns of a table. */
export interface TableLayout {
  readonly widths: Readonly<Record<string, number>>;
  /** Shown or hidden, where it differs from what the column says. */
  readonly shown: Readonly<Record<string, boolean>>;
}

/** Narrowest and widest a column gets, in pixels. */
export const COLUMN_WIDTH = { min: 64, max: 900 } as const;

/** Nothing changed. */
export const PLAIN_LAYOUT: TableLayout = { widths: {}, shown: {} };

/** Width of the column of checkboxes. */
const SELECT_WIDTH = '36px';

type Width = Pick<Column<never>, 'id' | 'width' | 'grow'>;

/** Columns to draw, in order. */
export function toVisibleColumns<Item extends Pick<Column<never>, 'id' | 'fixed' | 'hidden'>>(
  columns: readonly Item[],
  { shown }: TableLayout,
): readonly Item[] {
  return columns.filter((column) => column.fixed === true || (shown[column.id] ?? column.hidden !== true));
}

/** Width of a column in pixels, within bounds whatever was remembered. */
export function toWidth({ id, width }: Pick<Width, 'id' | 'width'>, { widths }: TableLayout): number {
  const wanted = widths[id];
  const usable = typeof wanted === 'number' && Number.isFinite(wanted) ? wanted : width;
  return Math.round(Math.min(COLUMN_WIDTH.max, Math.max(COLUMN_WIDTH.min, usable)));
}

/** Value of `grid-template-columns` of every row. */
export function toGridTemplate(columns: readonly Width[], layout: TableLayout, hasSelection: boolean): string {
  const tracks = columns.map((column) => {
    const width = toWidth(column, layout);
    return column.grow === true ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  return [...(hasSelection ? [SELECT_WIDTH] : []), ...tracks].join(' ');
}

/** Narrowest a row gets before the table scrolls sideways. */
export function toMinWidth(columns: readonly Width[], layout: TableLayout, hasSelection: boolean): number {
  return columns.reduce((sum, column) => sum + toWidth(column, layout), hasSelection ? 36 : 0);
}

/** Reads what was remembered; what is broken counts for nothing. */
export function readLayout(text: string | undefined): TableLayout {
  try {
    const read: unknown = JSON.parse(text ?? '');
    if (typeof read !== 'object' || read === null) return PLAIN_LAYOUT;
    const { widths, shown } = read as Record<string, unknown>;
    return { widths: pick(widths, 'number'), shown: pick(shown, 'boolean') };
  } catch {
    return PLAIN_LAYOUT;
  }
}

function pick<Kind extends 'number' | 'boolean'>(from: unknown, kind: Kind) {
  const entries = typeof from === 'object' && from !== null ? Object.entries(from) : [];
  // The kind of every value was just looked at.
  return Object.fromEntries(entries.filter(([, value]) => typeof value === kind)) as Record<
    string,
    Kind extends 'number' ? number : boolean
  >;
}
