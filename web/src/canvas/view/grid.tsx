import { useEffect, useRef } from 'react';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { GRID } from './pointer/drag-items.ts';
import styles from './workflow-canvas.module.css';

/** Least distance of two dots on the screen: nearer they are noise. */
const LEAST_PX = 14;

/** The dots behind everything. Panning moves the whole sheet by less than one dot's distance, so the browser need not draw it again. */
export function Grid() {
  const store = useEditorStore();
  const isShown = useEditor((state) => state.grid);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = sheet.current;
    if (element === null || !isShown) return;
    const { camera } = store.getState();
    const place = () => {
      const { x, y, zoom } = camera.get();
      let gap = GRID * zoom;
      while (gap < LEAST_PX) gap *= 2;
      const size = `${gap}px`;
      if (element.style.backgroundSize !== `${size} ${size}`) {
        element.style.backgroundSize = `${size} ${size}`;
        element.style.inset = `-${gap}px`;
      }
      element.style.transform = `translate(${((x % gap) + gap) % gap}px, ${((y % gap) + gap) % gap}px)`;
    };
    place();
    return camera.subscribe(place);
  }, [store, isShown]);
  return isShown ? (
    <div className={styles.grid} aria-hidden>
      <div ref={sheet} className={styles.gridDots} />
    </div>
  ) : null;
}
