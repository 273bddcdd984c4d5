import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DataTableProps } from './data-table-props.ts';
import { useHeldRows } from './held-rows.ts';
import { selectRange, toggle } from './selection.ts';
import { useTableKeys } from './use-table-keys.ts';

/** Below this width rows are cards. */
const CARD_QUERY = '(max-width: 700px)';
const ROW_HEIGHT = 40;
const CARD_HEIGHT = 104;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 20;

/** What a table shows and does: which rows are in sight, which is active, what keys and clicks mean. */
export function useDataTable<Row>(props: DataTableProps<Row>) {
  const { rowId, selected, onSelect, hasMore = false, onMore, viewKey = '' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [ownActive, setActive] = useState<string>();
  const active = props.active ?? ownActive;
  const [isScrolled, setScrolled] = useState(false);
  const asCards = useMediaQuery(CARD_QUERY, false, { getInitialValueInEffect: false }) ?? false;
  const away = props.liveNoun !== undefined && (isScrolled || (selected?.size ?? 0) > 0);
  const { shown: rows, held, release } = useHeldRows(props.rows, rowId, { away, viewKey });
  const ids = rows.map(rowId);
  const activeAt = active === undefined ? -1 : ids.indexOf(active);

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
  });
  const activeId = items.some((item) => item.index === activeAt) ? active : undefined;
  return {
    scroller,
    asCards,
    rows,
    ids,
    held,
    items,
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
    activeAt,
    /** Only a row that is drawn can be pointed at. */
    activeId,
    select,
    open,
    onScroll: (top: number) => setScrolled(top > ROW_HEIGHT / 2),
    showNew() {
      release();
      scroller.current?.scrollTo({ top: 0 });
    },
  };
}
