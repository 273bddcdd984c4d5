import type { ReactNode } from 'react';
import type { Column, TableSort } from './column.ts';
import type { Selected } from './selection.ts';

/** Props of `DataTable`. */
export interface DataTableProps<Row> {
  /** Columns are remembered under it. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** What a row is called, for who does not see it. */
  readonly rowName: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** Set by a page that shows the active row beside the table; otherwise the table remembers it. */
  readonly active?: string;
  readonly onActive?: ((row: Row) => void) | undefined;
  /** Present in a table whose rows can be selected. */
  readonly selected?: Selected;
  readonly onSelect?: (selected: Selected) => void;
  readonly sort?: TableSort;
  readonly onSort?: (column: string) => void;
  readonly isLoading?: boolean;
  readonly hasMore?: boolean;
  readonly onMore?: () => void;
  /** Stands in place of the rows when there are none. */
  readonly empty: ReactNode;
  /** Changes with the filters: another list, from its top. */
  readonly viewKey?: string;
  /** Of a live table: what its rows are, for "3 new runs". */
  readonly liveNoun?: string;
}
