import { memo, useEffect, useRef } from 'react';
import { useEditorStore } from '../../store/editor-store.ts';
import { isDetailed } from '../../store/is-detailed.ts';
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
    const follow = () => map.follow(!isDetailed(store.getState().scene, camera));
    follow();
    const stopCamera = camera.subscribe(follow);
    const stopStore = store.subscribe((state, before) => {
      map.changed(state, before);
      // More or fewer steps may decide how they are drawn.
      if (state.scene !== before.scene) follow();
    });
    return () => {
      stopCamera();
      stopStore();
      map.dispose();
    };
  }, [store]);
  return <div ref={host} className={styles.paint} aria-hidden />;
});
