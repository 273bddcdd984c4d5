import { useId } from 'react';
import { toGridTemplate, toMinWidth, toVisibleColumns } from './column.ts';
import { ColumnChooser } from './column-chooser.tsx';
import type { DataTableProps } from './data-table-props.ts';
import { NewRowsButton } from './new-rows-button.tsx';
import { toggleAll } from './selection.ts';
import { text } from './strings.ts';
import classes from './table.module.css';
import { TableHeader } from './table-header.tsx';
import { TableRow } from './table-row.tsx';
import { TableSkeleton } from './table-skeleton.tsx';
import { useDataTable } from './use-data-table.ts';
import { useTableLayout } from './use-table-layout.ts';

/** The one table: virtual, by keyboard, with columns a person arranges; cards on a phone. It fills the height it is given. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rowId, selected, onSelect, hasMore = false } = props;
  const prefix = useId();
  const { layout, setWidth, setShown, reset } = useTableLayout(props.id);
  const table = useDataTable(props);
  const { asCards, rows, ids } = table;
  const visible = asCards ? columns.filter((column) => column.card !== 'none') : toVisibleColumns(columns, layout);
  const hasSelection = selected !== undefined;
  const template = toGridTemplate(visible, layout, hasSelection);
  const minWidth = toMinWidth(visible, layout, hasSelection);
  const isEmpty = rows.length === 0;
  return (
    <div className={classes.frame}>
      {table.held > 0 && props.liveNoun !== undefined && (
        <NewRowsButton count={table.held} noun={props.liveNoun} onClick={table.showNew} />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by hand because only those in sight exist */}
      <div
        ref={table.scroller}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-description={text.keysHint}
        aria-rowcount={hasMore ? -1 : rows.length + 1}
        aria-colcount={visible.length + (hasSelection ? 1 : 0)}
        aria-multiselectable={hasSelection}
        aria-busy={props.isLoading === true}
        {...(table.activeId === undefined ? {} : { 'aria-activedescendant': `${prefix}${table.activeId}` })}
        className={classes.grid}
        data-cards={asCards || undefined}
        onScroll={(event) => table.onScroll(event.currentTarget.scrollTop)}
      >
        <TableHeader
          columns={visible}
          layout={layout}
          template={template}
          minWidth={minWidth}
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
              height: table.height,
              minWidth: asCards ? undefined : minWidth,
            }}
          >
            {table.items.map((item) => {
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
                  isActive={table.activeAt === item.index}
                  isSelected={selected?.has(id)}
                  asCard={asCards}
                  {...(asCards ? { measure: table.measure } : {})}
                  onSelect={table.select}
                  onOpen={table.open}
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
