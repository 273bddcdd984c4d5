import type { DragEvent } from 'react';
import type { BlockInput } from '#contract/block.ts';
import { readDrop } from '../template/insertion.ts';

/** Controls whose value a dropped one takes the place of. */
const IS_REPLACED = new Set(['number', 'integer', 'boolean', 'select', 'multiselect', 'duration', 'workflow', 'json']);
/** Lets values be dropped on a field. A drop on a field inside of another one is for the inner one alone. */
export function toDropHandlers(field: Pick<BlockInput, 'type'>, canDrop: boolean, put: (text: string) => void) {
  return {
    onDragOver(event: DragEvent) {
      if (canDrop && !isTextTarget(event, field)) event.preventDefault();
    },
    onDrop(event: DragEvent) {
      const dropped = readDrop(event.dataTransfer);
      if (dropped === undefined || !canDrop || !isMine(event) || event.defaultPrevented) return;
      if (isTextTarget(event, field)) return;
      event.preventDefault();
      put(dropped);
    },
  };
}

/** Whether a drag is over this very field: what is dropped on one inside of it is not for it, whatever that does with it. */
function isMine({ target, currentTarget }: DragEvent): boolean {
  return target instanceof Element && target.closest('[data-field]') === currentTarget;
}

/** Whether a drag is over a plain text field, in which the browser itself writes what is dropped, where the pointer is. */
function isTextTarget({ target }: DragEvent, { type }: Pick<BlockInput, 'type'>): boolean {
  return !IS_REPLACED.has(type) && target instanceof Element && target.matches('input, textarea');
}
