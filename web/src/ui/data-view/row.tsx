import { ChevronRight } from 'lucide-react';
import type { DragEvent, MouseEvent } from 'react';
import classes from './data-tree.module.css';
import { toPreview } from './preview.ts';
import { joinPath } from './to-path.ts';
import type { TreeRow } from './tree-rows.ts';

/** A line of the tree: fold, key, value. */
export function Row(props: {
  readonly row: TreeRow;
  readonly id: string;
  readonly isActive: boolean;
  readonly dragPrefix?: string;
  readonly onToggle: () => void;
  readonly onActivate: () => void;
  readonly onPick?: () => void;
}) {
  const { row, id, isActive, dragPrefix, onToggle, onActivate, onPick } = props;
  const { key, value, kind, depth, children, isOpen, position, siblings, path } = row;
  const drag =
    dragPrefix === undefined
      ? {}
      : {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.setData('text/plain', `{{ ${joinPath(dragPrefix, path)} }}`);
            event.dataTransfer.effectAllowed = 'copy';
          },
        };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around handles the keys of its rows
    <div
      {...drag}
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isActive}
      {...(children > 0 ? { 'aria-expanded': isOpen } : {})}
      className={classes.row}
      data-active={isActive}
      data-pickable={onPick !== undefined}
      style={{ paddingLeft: 8 + depth * 16 }}
      title={path}
      onClick={(event: MouseEvent) => {
        onActivate();
        if (event.detail === 2 && onPick !== undefined) onPick();
        else if (children > 0 && event.detail === 1) onToggle();
      }}
    >
      <span className={classes.fold} data-open={isOpen} aria-hidden="true">
        {children > 0 && <ChevronRight size={12} />}
      </span>
      <span className={classes.key} data-index={typeof key === 'number'}>
        {key}
      </span>
      <span className={classes.value} data-kind={kind}>
        {toPreview(value)}
      </span>
    </div>
  );
}
