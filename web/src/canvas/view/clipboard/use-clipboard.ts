import { type RefObject, useEffect } from 'react';
import { fromWindow } from '../../store/camera.ts';
import type { EditorStore } from '../../store/editor-store.ts';
import { deleteSelection, toCopiedText } from '../commands.ts';
import { isCanvasFocused } from '../keyboard/is-canvas-focused.ts';
import type { PointerPlace } from '../pointer/use-pointer-place.ts';
import { pasteText } from './paste-text.ts';

/**
 * Copy, cut and paste by the browser's own events, which need no permission and work between windows. Steps are pasted under the
 * pointer when it is over the canvas.
 */
export function useClipboard(element: RefObject<HTMLElement | null>, store: EditorStore, pointer: PointerPlace): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const isOurs = () => isCanvasFocused(canvas) && (document.getSelection()?.isCollapsed ?? true);
    const copy = (event: ClipboardEvent) => {
      const content = isOurs() ? toCopiedText(store) : undefined;
      if (content === undefined || event.clipboardData === null) return;
      event.clipboardData.setData('text/plain', content);
      event.preventDefault();
      if (event.type === 'cut') deleteSelection(store);
    };
    const paste = (event: ClipboardEvent) => {
      const content = isOurs() ? event.clipboardData?.getData('text/plain') : undefined;
      if (content === undefined) return;
      event.preventDefault();
      const at = pointer.current;
      pasteText(store, content, at === undefined ? undefined : fromWindow(store.getState().camera, at));
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [element, store, pointer]);
}
