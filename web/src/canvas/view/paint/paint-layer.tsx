import { memo, useEffect, useRef } from 'react';
import { DETAIL_ZOOM } from '../../store/camera.ts';
import { useEditorStore } from '../../store/editor-store.ts';
import styles from '../workflow-canvas.module.css';
import { createPaintedMap } from './painted-map.ts';

/** The document painted as a map while it is too small for cards. */
export const PaintLayer = memo(function PaintLayer() {
  const store = useEditorStore();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const { camera } = store.getState();
    const map = createPaintedMap(element, store);
    const follow = () => map.follow(camera.get().zoom < DETAIL_ZOOM);
    follow();
    const stopCamera = camera.subscribe(follow);
    const stopStore = store.subscribe((state, before) => map.changed(state, before));
    return () => {
      stopCamera();
      stopStore();
      map.dispose();
    };
  }, [store]);
  return <div ref={host} className={styles.paint} aria-hidden />;
});
