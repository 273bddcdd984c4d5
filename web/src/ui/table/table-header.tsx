import { type Column, type TableLayout, type TableSort, toWidth } from './column.ts';
import { HeaderCell } from './header-cell.tsx';
import { text } from './strings.ts';
import classes from './table.module.css';

type Head = Pick<Column<never>, 'id' | 'header' | 'align' | 'quiet' | 'sortable' | 'width' | 'fixed' | 'hidden'>;

/** Props of {@link TableHeader}. */
export interface TableHeaderProps {
  readonly columns: readonly Head[];
  readonly layout: TableLayout;
  readonly template: string;
  readonly minWidth: number;
  readonly asCards: boolean;
  readonly sort: TableSort | undefined;
  readonly onSort: ((column: string) => void) | undefined;
  readonly onWidth: ((id: string, width: number) => void) | undefined;
  readonly allSelected: boolean | undefined;
  readonly someSelected: boolean;
  readonly onSelectAll: () => void;
}

/** The head of a table, which stays while rows scroll. Above cards only screen readers hear it. */
export function TableHeader(props: TableHeaderProps) {
  const { columns, layout, allSelected } = props;
  const first = allSelected === undefined ? 1 : 2;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand because only those in sight exist
    <div
      role="rowgroup"
      className={props.asCards ? 'visually-hidden' : classes.head}
      style={{ minWidth: props.minWidth }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus */}
      <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: props.template }}>
        {allSelected !== undefined && !props.asCards && (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: its checkbox takes the focus
          <div role="columnheader" aria-colindex={1} className={classes.check}>
            <label className={classes.checkTarget}>
              <input
                type="checkbox"
                aria-label={text.selectAll}
                checked={allSelected}
                ref={(box) => {
                  if (box !== null) box.indeterminate = props.someSelected && !allSelected;
                }}
                onChange={props.onSelectAll}
              />
            </label>
          </div>
        )}
        {columns.map((column, index) => (
          <HeaderCell
            key={column.id}
            column={column}
            index={index + first}
            width={toWidth(column, layout)}
            sort={props.sort}
            onSort={props.onSort}
            onWidth={props.onWidth === undefined ? undefined : (width) => props.onWidth?.(column.id, width)}
          />
        ))}
      </div>
    </div>
  );
}
