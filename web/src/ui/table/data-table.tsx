import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { type Column, type TableSort, toGridTemplate, toMinWidth, toVisibleColumns } from './column.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { useHeldRows } from './held-rows.ts';
import { NewRowsButton } from './new-rows-button.tsx';
import { type Selected, selectRange, toggle, toggleAll } from './selection.ts';
import { text } from './strings.ts';
import classes from './table.module.css';
import { TableHeader } from './table-header.tsx';
import { TableRow } from './table-row.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useTableKeys } from './use-table-keys.ts';
import { useTableLayout } from './use-table-layout.ts';

/** Below this width rows are cards. */
export const CARD_QUERY = '(max-width: 700px)';
const ROW_HEIGHT = 40;
const CARD_HEIGHT = 104;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 20;

/** Props of {@link DataTable}. */
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
  readonly rowKeys?: Readonly<Record<string, (row: Row) => void>>;
}

/** The one table: virtual, by keyboard, with columns a person arranges; cards on a phone. It fills the height it is given. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rowId, selected, onSelect, hasMore = false, onMore, viewKey = '' } = props;
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [ownActive, setActive] = useState<string>();
  const active = props.active ?? ownActive;
  const [isScrolled, setScrolled] = useState(false);
  const asCards = useMediaQuery(CARD_QUERY, false, { getInitialValueInEffect: false }) ?? false;
  const { layout, setWidth, setShown, reset } = useTableLayout(props.id);
  const away = props.liveNoun !== undefined && (isScrolled || (selected?.size ?? 0) > 0);
  const { shown: rows, held, release } = useHeldRows(props.rows, rowId, { away, viewKey });
  const ids = rows.map(rowId);
  const activeAt = active === undefined ? -1 : ids.indexOf(active);
  const visible = asCards ? columns.filter((column) => column.card !== 'none') : toVisibleColumns(columns, layout);
  const hasSelection = selected !== undefined;

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (asCards ? CARD_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => ids[index] ?? index,
    gap: asCards ? 8 : 0,
    overscan: 12,
    scrollPaddingStart: asCards ? 0 : ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const wantsMore = hasMore && lastDrawn >= rows.length - AHEAD;
  const more = useEffectEvent(() => onMore?.());
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page it is asked anew
  useEffect(() => {
    if (wantsMore) more();
  }, [wantsMore, rows.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [viewKey]);

  const find = (id: string) => rows[ids.indexOf(id)];
  const open = (id: string) => {
    const row = find(id);
    if (row !== undefined) props.onOpen(row);
  };
  const goTo = (id: string) => {
    setActive(id);
    const row = find(id);
    if (row !== undefined) props.onActive?.(row);
    const at = ids.indexOf(id);
    if (at === 0) scroller.current?.scrollTo({ top: 0 });
    else virtual.scrollToIndex(at, { align: 'auto' });
  };
  const select = (id: string, withRange: boolean) => {
    if (selected === undefined) return;
    onSelect?.(withRange ? selectRange(selected, ids, active, id) : toggle(selected, id));
    setActive(id);
  };
  useTableKeys({
    grid: () => scroller.current,
    ids,
    active: activeAt === -1 ? undefined : active,
    selected,
    onActive: goTo,
    onSelect,
    onOpen: open,
    rowKeys: toRowKeys(props.rowKeys, find),
  });

  const template = toGridTemplate(visible, layout, hasSelection);
  const isEmpty = rows.length === 0;
  return (
    <div className={classes.frame}>
      {held > 0 && props.liveNoun !== undefined && (
        <NewRowsButton
          count={held}
          noun={props.liveNoun}
          onClick={() => {
            release();
            scroller.current?.scrollTo({ top: 0 });
          }}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand because only those in sight exist */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-description={text.keysHint}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-colcount={visible.length + (hasSelection ? 1 : 0)}
        aria-multiselectable={hasSelection}
        aria-busy={props.isLoading === true}
        {...(activeAt === -1 ? {} : { 'aria-activedescendant': `${prefix}${active}` })}
        className={classes.grid}
        data-cards={asCards || undefined}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > ROW_HEIGHT / 2)}
      >
        <TableHeader
          columns={visible}
          layout={layout}
          template={template}
          minWidth={toMinWidth(visible, layout, hasSelection)}
          asCards={asCards}
          sort={props.sort}
          onSort={asCards ? undefined : props.onSort}
          onWidth={asCards ? undefined : setWidth}
          allSelected={selected === undefined ? undefined : !isEmpty && ids.every((id) => selected.has(id))}
          someSelected={(selected?.size ?? 0) > 0}
          onSelectAll={() => onSelect?.(toggleAll(selected ?? new Set(), ids))}
        />
        {isEmpty && props.isLoading === true && <TableSkeleton asCards={asCards} />}
        {!isEmpty && (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            role="rowgroup"
            className={classes.body}
            style={{
              height: virtual.getTotalSize(),
              minWidth: asCards ? undefined : toMinWidth(visible, layout, hasSelection),
            }}
          >
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const id = rowId(row);
              return (
                <TableRow
                  key={item.key}
                  row={row}
                  id={id}
                  domId={`${prefix}${id}`}
                  index={item.index}
                  name={props.rowName(row)}
                  columns={visible}
                  template={template}
                  style={{ transform: `translateY(${item.start}px)` }}
                  isActive={activeAt === item.index}
                  isSelected={selected?.has(id)}
                  asCard={asCards}
                  {...(asCards ? { measure: virtual.measureElement } : {})}
                  onSelect={select}
                  onOpen={open}
                />
              );
            })}
          </div>
        )}
      </div>
      {!asCards && <ColumnChooser columns={columns} layout={layout} onShown={setShown} onReset={reset} />}
      {isEmpty && props.isLoading !== true && <div className={classes.empty}>{props.empty}</div>}
    </div>
  );
}

function toRowKeys<Row>(keys: DataTableProps<Row>['rowKeys'], find: (id: string) => Row | undefined) {
  if (keys === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(keys).map(([key, act]) => [
      key,
      (id: string) => {
        const row = find(id);
        if (row !== undefined) act(row);
      },
    ]),
  );
}
