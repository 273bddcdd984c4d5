import { useRef } from 'react';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { tip } from '#web/ui/tip.ts';
import { type EditorBlock, useEditorStore } from '../store/editor-store.ts';
import { addBlock } from '../view/add-block.ts';
import { BlockMark } from '../view/cards/block-mark.tsx';
import { startPlacing } from '../view/pointer/place-block.ts';
import styles from './block-palette.module.css';

/** One block: click, Enter or drag to use it. */
export function PaletteBlock({ block }: { readonly block: EditorBlock }) {
  const store = useEditorStore();
  const dragged = useRef(false);
  return (
    <button
      type="button"
      className={styles.block}
      data-block={block.id}
      {...tip(block.description, { side: 'right' })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragged.current = false;
        startPlacing(store, block, event.nativeEvent, () => {
          dragged.current = true;
        });
      }}
      onClick={() => {
        // A drag ends in a click too, when it comes back to where it began.
        if (!dragged.current) addBlock(store, block);
      }}
    >
      <BlockMark block={block} size={20} />
      <span className={styles.label}>{block.label}</span>
      <EffectBadge effect={block.effect} />
    </button>
  );
}
