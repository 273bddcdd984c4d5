import { useEffect, useRef, useState } from 'react';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { findVisible, isStillRight, type VisibleItems } from './visible-items.ts';

/** What is drawn as elements: chosen anew when the camera leaves what was chosen, at most once a frame, and when the document changes. */
export function useVisibleItems(): VisibleItems {
  const store = useEditorStore();
  const scene = useEditor((state) => state.scene);
  const { camera } = store.getState();
  const [, draw] = useState(0);
  const chosen = useRef<{ readonly scene: typeof scene; readonly visible: VisibleItems }>(undefined);
  if (chosen.current?.scene !== scene || !isStillRight(chosen.current.visible, scene, camera))
    chosen.current = { scene, visible: findVisible(scene, camera) };

  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const last = chosen.current;
      if (last === undefined || !isStillRight(last.visible, last.scene, camera)) draw((count) => count + 1);
    };
    const stop = camera.subscribe(() => {
      if (frame === 0) frame = requestAnimationFrame(look);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [camera]);
  return chosen.current.visible;
}
