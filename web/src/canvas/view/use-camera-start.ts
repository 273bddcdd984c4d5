import { type RefObject, useEffect } from 'react';
import { boundsOf, overlaps } from '../model/boxes.ts';
import type { Box } from '../model/types.ts';
import { toFit, toReveal, toVisibleRect, type Viewport } from '../store/camera.ts';
import type { EditorState, EditorStore } from '../store/editor-store.ts';
import { boundsOfSelection, countSelected } from './commands.ts';
import { prefersStill } from './keyboard/focus-step.ts';

/** On a narrow screen a workflow that would be smaller than this opens at its beginning, where it can be read. */
const NARROW = 600;
const NARROW_ZOOM = 0.6;
/** Smallest zoom a canvas opens with: below, nothing could be read, so a large workflow opens at its beginning. */
const OPENING_ZOOM = 0.1;

/**
 * Tells the camera where the canvas is in the window, and shows the whole document when it opens. When a panel beside the canvas takes room
 * away, what is selected stays in sight.
 */
export function useCameraStart(element: RefObject<HTMLElement | null>, store: EditorStore): void {
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null) return;
    const { camera } = store.getState();
    /** What the canvas opened with; until somebody looks elsewhere it is fitted again when the panels around find their sizes. */
    let opening: Viewport | undefined;

    const open = () => {
      const { width, height } = camera.size();
      const { bounds } = store.getState().scene;
      camera.moveTo(
        bounds === undefined ? { x: width / 2 - 120, y: height / 3, zoom: 1 } : toOpening(bounds, { width, height }),
      );
      opening = camera.get();
    };
    const place = () => {
      const seen = toVisibleRect(camera);
      const { x, y, width, height } = canvas.getBoundingClientRect();
      const isResized = width !== camera.size().width || height !== camera.size().height;
      camera.place({ x, y, width, height });
      if (width === 0 || !isResized) return;
      const hasSelection = countSelected(store.getState().selection) > 0;
      if (opening === undefined || (!hasSelection && isSame(opening, camera.get()))) open();
      else keepInSight(store, seen);
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

/** A panel that opens beside the canvas must not hide what it opened for. */
function keepInSight(store: EditorStore, seen: Box): void {
  const state = store.getState();
  const box = boundsOfSelection(state) ?? boundsOfEdges(state);
  if (box === undefined || !overlaps(seen, box)) return;
  const target = toReveal(state.camera, box);
  if (target !== state.camera.get()) state.camera.moveTo(target, prefersStill() ? 0 : 120);
}

function boundsOfEdges({ selection, scene }: EditorState): Box | undefined {
  return boundsOf(
    [...selection.edges].flatMap((key) => {
      const curve = scene.curves.get(key);
      if (curve === undefined) return [];
      const { from, to } = curve;
      return [
        {
          x: Math.min(from.x, to.x),
          y: Math.min(from.y, to.y),
          width: Math.abs(to.x - from.x),
          height: Math.abs(to.y - from.y),
        },
      ];
    }),
  );
}

function isSame(one: Viewport, other: Viewport): boolean {
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}

function toOpening(bounds: Box, size: Parameters<typeof toFit>[1]): Viewport {
  const isNarrow = size.width < NARROW;
  const all = toFit(bounds, size, isNarrow ? { padding: 16 } : {});
  const least = isNarrow ? NARROW_ZOOM : OPENING_ZOOM;
  if (all.zoom >= least) return all;
  const margin = isNarrow ? 16 : 48;
  // What fits in height stays in the middle.
  const spare = Math.max(margin, (size.height - bounds.height * least) / 2);
  return { x: margin - bounds.x * least, y: spare - bounds.y * least, zoom: least };
}
