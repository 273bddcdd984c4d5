import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { text } from '../strings.ts';
import classes from './data-table.module.css';
import { toKind } from './kind.ts';
import { toCell } from './preview.ts';

const ROW_PX = 28;
const COLUMN_PX = 160;

/** A list of objects as a table; only the rows in sight are drawn. */
export function DataTable(props: {
  readonly rows: readonly unknown[];
  readonly columns: readonly string[];
  readonly label: string;
  readonly maxHeight: number;
}) {
  const { rows, columns, label, maxHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 10,
  });
  const template = { gridTemplateColumns: `56px repeat(${columns.length}, minmax(${COLUMN_PX}px, 1fr))` };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={scroller} className={classes.scroller} style={{ maxHeight }} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-rowcount={rows.length + 1}>
        <thead className={classes.heads}>
          <tr className={classes.row} style={template} aria-rowindex={1}>
            <th scope="col" className={classes.cell}>
              <span className="visually-hidden">{text.row}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={classes.cell} title={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              className={classes.row}
              data-placed="true"
              style={{ ...template, transform: `translateY(${start}px)` }}
            >
              <th scope="row" className={classes.number}>
                {index}
              </th>
              {columns.map((column) => (
                <Cell key={column} value={readField(rows[index], column)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value }: { readonly value: unknown }) {
  const shown = toCell(value);
  return (
    <td className={classes.cell} data-kind={toKind(value)} title={shown}>
      {shown}
    </td>
  );
}

function readField(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
}
