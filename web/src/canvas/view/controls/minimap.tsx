import { useEffect, useRef } from 'react';
import { inflate } from '../../model/boxes.ts';
import type { Box } from '../../model/types.ts';
import { toVisibleRect } from '../../store/camera.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { readColors, watchTheme } from '../paint/paint-colors.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';
import { paintMinimap } from './paint-minimap.ts';

const SIZE = { width: 200, height: 132 };
/** Quiet time before the picture is painted anew, so that an edit or a run does not pay for it at every change. */
const QUIET_MS = 120;

/** The whole document, small: where one is, and a press or drag goes there. */
export function Minimap() {
  const store = useEditorStore();
  const isShown = useEditor((state) => state.minimap && state.scene.bounds !== undefined);
  const host = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const [map, frame, element] = [canvas.current, view.current, host.current];
    if (!isShown || map === null || frame === null || element === null) return;
    const { camera } = store.getState();
    let around: Box = { x: 0, y: 0, width: 1, height: 1 };
    let scale = 1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let colors = readColors(element);
    const place = () => {
      const seen = toVisibleRect(camera);
      frame.style.transform = `translate(${(seen.x - around.x) * scale}px, ${(seen.y - around.y) * scale}px)`;
      frame.style.width = `${seen.width * scale}px`;
      frame.style.height = `${seen.height * scale}px`;
    };
    const paint = () => {
      const { bounds } = store.getState().scene;
      if (bounds === undefined) return;
      const room = inflate(bounds, Math.max(bounds.width, bounds.height) * 0.04 + 40);
      scale = Math.min(SIZE.width / room.width, SIZE.height / room.height);
      const spare = { x: SIZE.width / scale - room.width, y: SIZE.height / scale - room.height };
      around = {
        x: room.x - spare.x / 2,
        y: room.y - spare.y / 2,
        width: SIZE.width / scale,
        height: SIZE.height / scale,
      };
      paintMinimap(map, store.getState(), { around, scale, colors, size: SIZE });
      place();
    };
    const plan = () => {
      clearTimeout(timer);
      timer = setTimeout(paint, QUIET_MS);
    };
    paint();
    const stopCamera = camera.subscribe(place);
    const stopStore = store.subscribe((state, before) => {
      if (state.scene !== before.scene || state.overlay !== before.overlay || state.selection !== before.selection)
        plan();
    });
    const stopTheme = watchTheme(() => {
      colors = readColors(element);
      plan();
    });
    const go = (event: PointerEvent) => {
      const { left, top } = element.getBoundingClientRect();
      const { zoom } = camera.get();
      const { width, height } = camera.size();
      const x = around.x + (event.clientX - left) / scale;
      const y = around.y + (event.clientY - top) / scale;
      camera.moveTo({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom });
    };
    const down = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      go(event);
    };
    const move = (event: PointerEvent) => {
      if (element.hasPointerCapture(event.pointerId)) go(event);
    };
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    return () => {
      clearTimeout(timer);
      stopCamera();
      stopStore();
      stopTheme();
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
    };
  }, [store, isShown]);
  if (!isShown) return null;
  return (
    <button ref={host} type="button" className={styles.minimap} data-nodrag tabIndex={-1} aria-label={text.minimapHint}>
      <canvas ref={canvas} />
      <span ref={view} className={styles.minimapView} />
    </button>
  );
}
