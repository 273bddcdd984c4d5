import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useMemo, useRef, useState } from 'react';
import { text } from '../strings.ts';
import classes from './data-tree.module.css';
import { moveInTree } from './move-in-tree.ts';
import { Row } from './row.tsx';
import { type TreeRow, toFirstOpen, toRows } from './tree-rows.ts';

const ROW_PX = 24;

/** A value as a tree that unfolds; only the lines in sight are drawn. Arrows move and fold, Enter picks. */
export function DataTree(props: {
  readonly value: unknown;
  readonly label: string;
  readonly maxHeight: number;
  readonly onPick?: (path: string) => void;
  readonly dragPrefix?: string;
}) {
  const { value, label, maxHeight, onPick, dragPrefix } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [changes, setChanges] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [active, setActive] = useState(0);
  const first = useMemo(() => toFirstOpen(value), [value]);
  const rows = useMemo(() => toRows(value, applyChanges(first, changes)), [value, first, changes]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const setOpen = (row: TreeRow, isOpen: boolean): void => setChanges((all) => new Map(all).set(row.path, isOpen));
  const activeRow = rows[Math.min(active, rows.length - 1)];
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      {...(activeRow === undefined ? {} : { 'aria-activedescendant': `${id}-${activeRow.path}` })}
      className={classes.tree}
      style={{ maxHeight }}
      onKeyDown={(event) => {
        const move = moveInTree(event.key, rows, Math.min(active, rows.length - 1));
        if (move === undefined && !(event.key === 'Enter' && onPick !== undefined)) return;
        event.preventDefault();
        if (move === undefined) onPick?.(activeRow?.path ?? '');
        else if (move.open !== undefined && activeRow !== undefined) setOpen(activeRow, move.open);
        else {
          setActive(move.index);
          virtual.scrollToIndex(move.index);
        }
      }}
    >
      {rows.length === 0 && <p className={classes.nothing}>{text.nothingThere}</p>}
      <div role="presentation" className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={row.path}
              role="presentation"
              className={classes.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row
                row={row}
                id={`${id}-${row.path}`}
                isActive={row === activeRow}
                onActivate={() => setActive(index)}
                onToggle={() => setOpen(row, !row.isOpen)}
                {...(dragPrefix === undefined ? {} : { dragPrefix })}
                {...(onPick === undefined ? {} : { onPick: () => onPick(row.path) })}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function applyChanges(first: ReadonlySet<string>, changes: ReadonlyMap<string, boolean>): ReadonlySet<string> {
  if (changes.size === 0) return first;
  const open = new Set(first);
  for (const [path, isOpen] of changes) {
    if (isOpen) open.add(path);
    else open.delete(path);
  }
  return open;
}
