import { toScreen } from '../store/camera.ts';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import styles from './workflow-canvas.module.css';

/** The rectangle that is being drawn around things. */
export function SelectionBox() {
  const { camera } = useEditorStore().getState();
  const box = useEditor((state) => state.box);
  if (box === undefined) return null;
  const at = toScreen(camera.get(), box);
  const { zoom } = camera.get();
  return (
    <div
      className={styles.box}
      style={{ transform: `translate(${at.x}px, ${at.y}px)`, width: box.width * zoom, height: box.height * zoom }}
    />
  );
}
