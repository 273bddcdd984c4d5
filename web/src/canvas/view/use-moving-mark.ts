import { type RefObject, useEffect } from 'react';
import type { EditorStore } from '../store/editor-store.ts';

/** How long after the last movement the view counts as resting. */
const REST_MS = 160;

/**
 * Marks the canvas while the view moves. Set once and taken away once: the style sheet then has the browser keep the cards as one
 * picture, and draws them sharp again at rest.
 */
export function useMovingMark(element: RefObject<HTMLElement | null>, store: EditorStore): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      timer = undefined;
      delete canvas.dataset.moving;
    };
    const stop = store.getState().camera.subscribe(() => {
      if (timer === undefined) canvas.dataset.moving = '';
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      rest();
    };
  }, [element, store]);
}
