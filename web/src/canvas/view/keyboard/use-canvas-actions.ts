import type { RefObject } from 'react';
import { useBlockInsertion } from '#web/actions/block-target.ts';
import { useActions } from '#web/actions/use-actions.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { useEditor } from '../../store/editor-store.ts';
import { addBlock } from '../add-block.ts';
import type { PointerPlace } from '../pointer/use-pointer-place.ts';
import { createEditActions } from './edit-actions.ts';
import { isCanvasFocused } from './is-canvas-focused.ts';
import { createMoveActions } from './move-actions.ts';
import { createViewActions } from './view-actions.ts';

/** Offers everything the canvas can do, in the palette of commands, in the sheet of shortcuts and by keys. */
export function useCanvasActions(
  element: RefObject<HTMLElement | null>,
  store: EditorStore,
  {
    onOpenStep,
    pointer,
  }: { readonly onOpenStep: ((stepId: string) => void) | undefined; readonly pointer: PointerPlace },
): void {
  const undoLabel = useEditor((state) => state.undoLabel);
  const redoLabel = useEditor((state) => state.redoLabel);
  const isFocused = () => isCanvasFocused(element.current);
  useActions([
    ...createMoveActions(store, isFocused),
    ...createEditActions(store, { isFocused, pointer, undoLabel, redoLabel }),
    ...createViewActions(store, isFocused, onOpenStep),
  ]);
  useBlockInsertion((blockId) => {
    const block = store.getState().blocks.get(blockId);
    if (block !== undefined) addBlock(store, block);
  });
}
