import { contains } from '../../model/boxes.ts';
import { CARD } from '../../model/sizes.ts';
import type { Point } from '../../model/types.ts';
import { fromWindow } from '../../store/camera.ts';
import type { EditorBlock, EditorStore } from '../../store/editor-store.ts';
import type { DropTarget, Placement } from '../../store/view-state.ts';
import { addBlock } from '../add-block.ts';
import { findPlacingTarget } from './drop-target.ts';
import { followPointer, type Gesture } from './gesture.ts';

/** Follows a block that is dragged out of the palette. `onDrag` hears when it has become a drag. */
export function startPlacing(store: EditorStore, block: EditorBlock, press: PointerEvent, onDrag: () => void): void {
  const { camera, readOnly } = store.getState();
  if (readOnly) return;
  followPointer(camera, press, {
    begin: () => {
      onDrag();
      return placeBlock(store, block);
    },
  });
}

function placeBlock(store: EditorStore, block: EditorBlock): Gesture {
  const { camera } = store.getState();
  const find = (screen: Point): DropTarget | undefined => {
    const isOver = contains({ ...camera.origin(), ...sizeOf(camera.size()) }, screen);
    // Something may lie on top of the canvas there: panels, dialogs.
    const isFree = document.elementFromPoint(screen.x, screen.y)?.closest('[data-canvas]') != null;
    return isOver && isFree
      ? findPlacingTarget(store.getState(), fromWindow(camera, screen), block.trigger)
      : undefined;
  };
  const stop = () => store.getState().patchView({ placing: undefined });
  return {
    scrolls: true,
    move: (screen) => store.getState().patchView({ placing: { blockId: block.id, screen, target: find(screen) } }),
    end(screen) {
      const target = find(screen);
      stop();
      if (target === undefined) return;
      const at = fromWindow(camera, screen);
      addBlock(store, block, toPlacement(target, { x: at.x - CARD.width / 2, y: at.y - CARD.height / 2 }));
    },
    cancel: stop,
  };
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

function toPlacement(target: DropTarget, at: Point): Placement {
  switch (target.kind) {
    case 'edge':
      return { kind: 'edge', key: target.key };
    case 'body':
      return { kind: 'into', stepId: target.stepId, at };
    case 'root':
      return { kind: 'at', at };
  }
}
