import { type RefObject, useEffect } from 'react';
import { overlaps } from '../model/boxes.ts';
import type { Box } from '../model/types.ts';
import { toFit, toReveal, toVisibleRect } from '../store/camera.ts';
import type { EditorStore } from '../store/editor-store.ts';
import { prefersStill } from './keyboard/focus-step.ts';

/** On a narrow screen a workflow that would be smaller than this opens at its beginning, where it can be read. */
const NARROW = 600;
const NARROW_ZOOM = 0.6;
/** Smallest zoom a canvas opens with: below, nothing could be read, so a large workflow opens at its beginning. */
const OPENING_ZOOM = 0.1;

/** Tells the camera where the canvas is in the window, and shows the whole document when it opens. */
export function useCameraStart(element: RefObject<HTMLElement | null>, store: EditorStore): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const { camera } = store.getState();
    let isPlaced = false;
    const place = () => {
      const { x, y, width, height } = canvas.getBoundingClientRect();
      const seen = isPlaced ? toVisibleRect(camera) : undefined;
      camera.place({ x, y, width, height });
      if (seen !== undefined) keepInSight(store, seen);
      if (isPlaced || width === 0) return;
      isPlaced = true;
      const { bounds } = store.getState().scene;
      if (bounds === undefined) camera.moveTo({ x: width / 2 - 120, y: height / 3, zoom: 1 });
      else camera.moveTo(toOpening(bounds, { width, height }));
    };
    // At once: what comes after may want to go to a step.
    place();
    const observer = new ResizeObserver(place);
    observer.observe(canvas);
    window.addEventListener('scroll', place, true);
    // Panels beside the canvas move it without changing its size.
    canvas.addEventListener('pointerenter', place);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', place, true);
      canvas.removeEventListener('pointerenter', place);
    };
  }, [element, store]);
}

/** A panel that opens beside the canvas must not hide the step it opened for. */
function keepInSight(store: EditorStore, seen: Box): void {
  const { scene, focus, camera } = store.getState();
  const box = focus === undefined ? undefined : scene.geometry.steps.get(focus);
  if (box === undefined || !overlaps(seen, box)) return;
  const target = toReveal(camera, box);
  if (target !== camera.get()) camera.moveTo(target, prefersStill() ? 0 : 120);
}

function toOpening(bounds: Parameters<typeof toFit>[0], size: Parameters<typeof toFit>[1]): ReturnType<typeof toFit> {
  const isNarrow = size.width < NARROW;
  const all = toFit(bounds, size, isNarrow ? { padding: 16 } : {});
  const least = isNarrow ? NARROW_ZOOM : OPENING_ZOOM;
  if (all.zoom >= least) return all;
  const margin = isNarrow ? 16 : 48;
  // What fits in height stays in the middle.
  const spare = Math.max(margin, (size.height - bounds.height * least) / 2);
  return { x: margin - bounds.x * least, y: spare - bounds.y * least, zoom: least };
}
