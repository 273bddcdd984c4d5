import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { COLUMN_WIDTH, type Column, type TableSort } from './column.ts';
import { text } from './strings.ts';
import classes from './table.module.css';

const STEP = 16;

/** Props of {@link HeaderCell}. */
export interface HeaderCellProps {
  readonly column: Pick<Column<never>, 'id' | 'header' | 'align' | 'quiet' | 'sortable'>;
  readonly index: number;
  readonly width: number;
  readonly sort: TableSort | undefined;
  readonly onSort: ((column: string) => void) | undefined;
  /** Absent where widths cannot be changed. */
  readonly onWidth: ((width: number) => void) | undefined;
}

/** The head of a column: its name, sorting, and the edge to drag. */
export function HeaderCell({ column, index, width, sort, onSort, onWidth }: HeaderCellProps) {
  const cell = useRef<HTMLDivElement>(null);
  const isSorted = sort?.column === column.id;
  const canSort = column.sortable === true && onSort !== undefined;
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const startX = event.clientX;
    const startWidth = cell.current?.offsetWidth ?? width;
    edge.setPointerCapture(event.pointerId);
    edge.onpointermove = (move) => onWidth?.(clamp(startWidth + move.clientX - startX));
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    onWidth?.(clamp(width + (event.key === 'ArrowLeft' ? -STEP : STEP)));
  };
  const Arrow = sort?.direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by hand because only those in sight exist
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside is what takes the focus
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={index}
      className={classes.headerCell}
      data-align={column.align}
      {...(isSorted ? { 'aria-sort': sort.direction } : {})}
    >
      {canSort ? (
        <button type="button" className={classes.sort} onClick={() => onSort(column.id)}>
          {column.header}
          {isSorted && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        <span className={column.quiet === true ? 'visually-hidden' : classes.clip}>{column.header}</span>
      )}
      {onWidth !== undefined && (
        // biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged
        <div
          role="separator"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={text.resizeColumn(column.header)}
          aria-valuenow={width}
          aria-valuemin={COLUMN_WIDTH.min}
          aria-valuemax={COLUMN_WIDTH.max}
          className={classes.edge}
          onPointerDown={drag}
          onKeyDown={press}
        />
      )}
    </div>
  );
}

function clamp(width: number): number {
  return Math.round(Math.min(COLUMN_WIDTH.max, Math.max(COLUMN_WIDTH.min, width)));
}
