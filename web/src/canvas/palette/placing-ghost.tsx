import { createPortal } from 'react-dom';
import { useEditor } from '../store/editor-store.ts';
import { BlockMark } from '../view/cards/block-mark.tsx';
import styles from './block-palette.module.css';

/** The block under the pointer while it is dragged to the canvas. */
export function PlacingGhost() {
  const placing = useEditor((state) => state.placing);
  const block = useEditor((state) =>
    state.placing === undefined ? undefined : state.blocks.get(state.placing.blockId),
  );
  if (placing === undefined || block === undefined) return null;
  return createPortal(
    <div className={styles.ghost} style={{ left: placing.screen.x - 20, top: placing.screen.y - 20 }} aria-hidden>
      <BlockMark block={block} size={20} />
      {block.label}
    </div>,
    document.body,
  );
}
