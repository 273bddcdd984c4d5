import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { useEditor } from '../store/editor-store.ts';
import styles from './block-palette.module.css';
import { PaletteBlock } from './palette-block.tsx';
import { PaletteCategory } from './palette-category.tsx';
import { PlacingGhost } from './placing-ghost.tsx';
import { rankBlocks, toCategories } from './rank-blocks.ts';
import { text } from './strings.ts';
import { useRemembered } from './use-remembered.ts';

/** All blocks, at the left of the canvas: drag one onto the canvas, an edge or a loop, or click to add it after the selected step. */
export const BlockPalette = memo(function BlockPalette() {
  const blocks = useEditor((state) => state.blocks);
  const [open, setOpen] = useRemembered('palette-open', true);
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const all = useMemo(() => [...blocks.values()], [blocks]);
  const found = useMemo(() => (query.trim() === '' ? undefined : rankBlocks(all, query)), [all, query]);
  const categories = useMemo(() => toCategories(all), [all]);

  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const buttons: (Element | null)[] = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  };

  if (!open)
    return (
      <aside className={`${styles.palette} ${styles.closed}`} aria-label={text.title}>
        <IconButton label={text.open} icon={<PanelLeftOpen size={18} />} onClick={() => setOpen(true)} />
      </aside>
    );
  return (
    <aside className={styles.palette} aria-label={text.title} onKeyDown={walk}>
      <div className={styles.head}>
        <h2 className={styles.title}>{text.title}</h2>
        <IconButton label={text.close} icon={<PanelLeftClose size={18} />} onClick={() => setOpen(false)} />
      </div>
      <div className={styles.search}>
        <SearchField label={text.search} value={query} onChange={setQuery} />
      </div>
      <div className={styles.list} ref={list}>
        {found?.length === 0 ? <p className={styles.none}>{text.none(query)}</p> : null}
        {found?.map((block) => (
          <PaletteBlock key={block.id} block={block} />
        ))}
        {found === undefined
          ? categories.map(([category, members]) => (
              <PaletteCategory key={category} category={category} blocks={members} />
            ))
          : null}
      </div>
      <PlacingGhost />
    </aside>
  );
});
