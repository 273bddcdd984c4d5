import { useEffect, useEffectEvent } from 'react';
import { moveActive, NOTHING, type Selected, selectRange, toggle, toggleAll } from './selection.ts';

/** Rows one press of Page down goes over. */
const PAGE = 12;

/** What the keys of a table act on. */
export interface TableKeysOptions {
  readonly grid: () => HTMLElement | null;
  readonly ids: readonly string[];
  readonly active: string | undefined;
  readonly selected: Selected | undefined;
  readonly onActive: (id: string) => void;
  readonly onSelect: ((selected: Selected) => void) | undefined;
  readonly onOpen: (id: string) => void;
}

/** The keys of a table, while the focus is in it or nowhere in particular. */
export function useTableKeys(options: TableKeysOptions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || !isForTable(event, options.grid())) return;
    if (handleKey(event, options)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isForTable(event: KeyboardEvent, grid: HTMLElement | null): boolean {
  const { target } = event;
  if (grid === null || !(target instanceof HTMLElement)) return false;
  if (target === document.body) return document.querySelector('[role="dialog"], [role="menu"]') === null;
  if (!grid.contains(target)) return false;
  // Controls inside rows keep their own keys.
  const isControl =
    target !== grid && target.closest('a, button, input, select, textarea, [role="separator"]') !== null;
  return (
    !isControl || (event.key.length > 1 && event.key.startsWith('Arrow') && target.closest('[role="row"]') !== null)
  );
}

/** Whether the key meant something here. */
export function handleKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  options: TableKeysOptions,
) {
  const { ids, active, selected, onActive, onSelect, onOpen } = options;
  const { key } = event;
  const isMod = event.ctrlKey || event.metaKey;
  if (isMod) {
    if (key.toLowerCase() !== 'a' || selected === undefined || onSelect === undefined) return false;
    onSelect(toggleAll(selected, ids));
    return true;
  }
  const target = toTarget(key, ids, active);
  if (target !== undefined) {
    if (event.shiftKey && selected !== undefined) onSelect?.(selectRange(selected, ids, active, target));
    onActive(target);
    return true;
  }
  if (key === 'Escape' && selected !== undefined && selected.size > 0) {
    onSelect?.(NOTHING);
    return true;
  }
  if (active === undefined) return false;
  if (key === 'Enter') {
    onOpen(active);
    return true;
  }
  if ((key === 'x' || key === ' ') && selected !== undefined && onSelect !== undefined) {
    onSelect(toggle(selected, active));
    return true;
  }
  return false;
}

function toTarget(key: string, ids: readonly string[], active: string | undefined): string | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return moveActive(ids, active, 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return moveActive(ids, active, -1);
    case 'PageDown':
      return moveActive(ids, active, PAGE);
    case 'PageUp':
      return moveActive(ids, active, -PAGE);
    case 'Home':
      return ids[0];
    case 'End':
      return ids.at(-1);
    default:
      return undefined;
  }
}
