import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import type { CardPlace, Column } from './column.ts';
import { text } from './strings.ts';
import classes from './table.module.css';

/** Props of {@link TableRow}. */
export interface TableRowProps<Row> {
  readonly row: Row;
  readonly id: string;
  readonly domId: string;
  readonly index: number;
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly style: CSSProperties;
  readonly isActive: boolean;
  /** Undefined in a table without selection. */
  readonly isSelected: boolean | undefined;
  readonly asCard: boolean;
  readonly measure?: (element: HTMLElement | null) => void;
  readonly onSelect: (id: string, withRange: boolean) => void;
  readonly onOpen: (id: string) => void;
}

/** A row; on a phone a card. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, id, columns, isSelected, asCard } = props;
  const click = (event: MouseEvent<HTMLElement>) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
    const isSelecting = (getSelection()?.toString() ?? '') !== '';
    if (isOnControl || isSelecting || event.defaultPrevented) return;
    if (isSelected !== undefined && (event.shiftKey || event.metaKey || event.ctrlKey)) {
      props.onSelect(id, event.shiftKey);
      return;
    }
    props.onOpen(id);
  };
  const first = isSelected === undefined ? 1 : 2;
  const toCell = (column: Column<Row>) => (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand because only those in sight exist
    // biome-ignore lint/a11y/useFocusableInteractive: the grid names its active row
    <div
      key={column.id}
      role="gridcell"
      aria-colindex={columns.indexOf(column) + first}
      className={asCard ? classes.cardCell : classes.cell}
      data-align={column.align}
      data-card={column.card ?? 'line'}
    >
      {column.cell(row)}
    </div>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of all rows
    <div
      ref={props.measure}
      role="row"
      id={props.domId}
      data-index={props.index}
      aria-rowindex={props.index + 2}
      {...(isSelected === undefined ? {} : { 'aria-selected': isSelected })}
      className={asCard ? classes.card : classes.row}
      data-active={props.isActive || undefined}
      data-selected={isSelected || undefined}
      style={asCard ? props.style : { ...props.style, gridTemplateColumns: props.template }}
      onClick={click}
    >
      {isSelected !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: see above
        <div role="gridcell" aria-colindex={1} className={classes.check}>
          <label className={classes.checkTarget}>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={isSelected}
              aria-label={text.selectRow(props.name)}
              onChange={() => {}}
              onClick={(event) => props.onSelect(id, event.shiftKey)}
            />
          </label>
        </div>
      )}
      {asCard ? <CardCells columns={columns} toCell={toCell} /> : columns.map(toCell)}
    </div>
  );
}

/** Cells of a card: what it is called and how it is on top, everything else below. */
function CardCells<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly toCell: (column: Column<Row>) => ReactNode;
}) {
  const { columns, toCell } = props;
  const pick = (place: CardPlace) => columns.filter((column) => (column.card ?? 'line') === place).map(toCell);
  return (
    <>
      <div className={classes.cardHead}>
        {pick('title')}
        {pick('side')}
      </div>
      <div className={classes.cardLines}>{pick('line')}</div>
    </>
  );
}
