import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { EditorBlock } from '../store/editor-store.ts';
import styles from './block-palette.module.css';
import { PaletteBlock } from './palette-block.tsx';
import { useRemembered } from './use-remembered.ts';

/** The blocks of one category, which can be folded away. */
export function PaletteCategory({
  category,
  blocks,
}: {
  readonly category: string;
  readonly blocks: readonly EditorBlock[];
}) {
  const [open, setOpen] = useRemembered(`category-${category}`, true);
  const id = useId();
  return (
    <section aria-label={category}>
      <button
        type="button"
        className={styles.category}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <ChevronDown size={14} aria-hidden />
        {category}
      </button>
      <div id={id}>{open ? blocks.map((block) => <PaletteBlock key={block.id} block={block} />) : null}</div>
    </section>
  );
}
