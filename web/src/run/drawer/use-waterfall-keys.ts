import type { KeyboardEvent } from 'react';
import type { WaterfallRows } from '../model/waterfall.ts';
import type { ShownTime } from './use-time-window.ts';

/** Keys of the waterfall: up and down choose, right opens, left closes, plus and minus zoom, 0 shows all. */
export function useWaterfallKeys(props: {
  readonly rows: WaterfallRows;
  readonly selectedIndex: number;
  readonly onSelect: (path: string) => void;
  readonly onToggle: (key: string) => void;
  readonly time: ShownTime;
}) {
  const { rows, selectedIndex, onSelect, onToggle, time } = props;
  const choose = (index: number): void => {
    const row = rows.at(Math.min(rows.length - 1, Math.max(0, index)));
    if (row !== undefined && row.kind !== 'note' && !(row.kind === 'step' && row.runId !== undefined))
      onSelect(row.key);
  };
  const row = rows.at(selectedIndex);
  const canOpen = row?.kind === 'iteration' || (row?.kind === 'step' && row.opens !== undefined);
  const isOpen = row !== undefined && row.kind !== 'note' && row.isOpen;
  const actions = new Map<string, () => unknown>([
    ['ArrowDown', () => choose(selectedIndex + 1)],
    ['ArrowUp', () => choose(selectedIndex - 1)],
    ['Home', () => choose(0)],
    ['End', () => choose(rows.length - 1)],
    ['PageDown', () => choose(selectedIndex + 10)],
    ['PageUp', () => choose(selectedIndex - 10)],
    ['ArrowRight', () => canOpen && !isOpen && row !== undefined && onToggle(row.key)],
    ['ArrowLeft', () => canOpen && isOpen && row !== undefined && onToggle(row.key)],
    ['+', () => time.zoom(1.5)],
    ['=', () => time.zoom(1.5)],
    ['-', () => time.zoom(1 / 1.5)],
    ['0', time.showAll],
  ]);
  return {
    onKeyDown(event: KeyboardEvent): void {
      const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions.get(event.key);
      if (action === undefined) return;
      event.preventDefault();
      action();
    },
  };
}
