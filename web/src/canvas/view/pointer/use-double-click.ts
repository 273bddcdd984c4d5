import { type RefObject, useEffect } from 'react';
import { fromWindow } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { findPressed } from './pressed.ts';

/** A double-click opens a step, writes a note or a name, and on empty ground adds a step. */
export function useDoubleClick(
  element: RefObject<HTMLElement | null>,
  store: EditorStore,
  onOpenStep: ((stepId: string) => void) | undefined,
): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const onDouble = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest('[data-nodrag]') !== null) return;
      const state = store.getState();
      const pressed = findPressed(state, event, event.target);
      if (pressed.kind === 'step') onOpenStep?.(pressed.id);
      else if (state.readOnly) return;
      else if (pressed.kind === 'note') state.patchView({ editingNote: pressed.id });
      else if (pressed.kind === 'group') state.patchView({ editingGroup: pressed.id });
      else if (pressed.kind === 'none') {
        const screen = { x: event.clientX, y: event.clientY };
        const at = fromWindow(state.camera, screen);
        state.patchView({ picker: { screen, placement: { kind: 'at', at, parent: pressed.parent } } });
      }
    };
    canvas.addEventListener('dblclick', onDouble);
    return () => canvas.removeEventListener('dblclick', onDouble);
  }, [element, store, onOpenStep]);
}
