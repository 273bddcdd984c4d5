import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { EffectBadge } from '#web/ui/effect-badge.tsx';
import { type EditorBlock, useEditor, useEditorStore } from '../../store/editor-store.ts';
import type { PickerState } from '../../store/view-state.ts';
import { BlockMark } from '../cards/block-mark.tsx';
import { text } from '../strings.ts';
import { findFittingBlocks } from './fitting-blocks.ts';
import { findNextRow, toPickerRows } from './picker-rows.ts';
import { readRecentBlocks } from './recent-blocks.ts';
import styles from './step-picker.module.css';

const WIDTH = 340;
const HEIGHT = 430;

/** The list of blocks that fit a place, at that place. Typing filters, arrows walk, Enter adds, Escape closes. */
export function StepPicker({
  request,
  onPick,
}: {
  readonly request: PickerState;
  readonly onPick: (block: EditorBlock) => void;
}) {
  const store = useEditorStore();
  const blocks = useEditor((state) => state.blocks);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(-1);
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const fitting = useMemo(() => findFittingBlocks(blocks.values(), request.placement), [blocks, request.placement]);
  const rows = useMemo(
    () =>
      toPickerRows(fitting, query, {
        recent: readRecentBlocks(),
        headings: { recent: text.recent, triggers: text.triggers },
      }),
    [fitting, query],
  );
  const current = active >= 0 && rows[active]?.kind === 'block' ? active : findNextRow(rows, -1, 1);

  useLayoutEffect(() => input.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const close = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || !panel.current?.contains(event.target))
        store.getState().patchView({ picker: undefined });
    };
    // The very press that opened it must not close it.
    const timer = setTimeout(() => window.addEventListener('pointerdown', close, true));
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', close, true);
    };
  }, [store]);
  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  const pick = (at: number) => {
    const row = rows[at];
    if (row?.kind === 'block') onPick(row.block);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      handled();
      setActive(findNextRow(rows, current, event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      handled();
      pick(current);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      handled();
      store.getState().patchView({ picker: undefined });
    }
  };

  return (
    <div
      ref={panel}
      className={styles.panel}
      style={{
        left: Math.max(8, Math.min(request.screen.x, window.innerWidth - WIDTH - 8)),
        top: Math.max(8, Math.min(request.screen.y, window.innerHeight - HEIGHT - 8)),
      }}
      role="dialog"
      aria-label={text.pickStep}
      data-nodrag
    >
      <div className={styles.search}>
        <Search size={16} aria-hidden />
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current < 0 ? undefined : `${id}-${current}`}
          aria-label={text.searchBlocks}
          placeholder={text.searchBlocks}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {current < 0 ? (
        <div className={styles.none}>{text.noBlock(query)}</div>
      ) : (
        <div className={styles.list} id={`${id}-list`} role="listbox" aria-label={text.blocks}>
          {rows.map((row, at) =>
            row.kind === 'heading' ? (
              <div key={row.text} className={styles.heading} role="presentation">
                {row.text}
              </div>
            ) : (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox above.
              <div
                key={row.key}
                id={`${id}-${at}`}
                className={styles.option}
                role="option"
                tabIndex={-1}
                aria-selected={at === current}
                onPointerMove={() => at !== current && setActive(at)}
                onClick={() => pick(at)}
              >
                <BlockMark block={row.block} size={24} />
                <span className={styles.words}>
                  <span className={styles.name}>{row.block.label}</span>
                  <span className={styles.description}>{row.block.description}</span>
                </span>
                <EffectBadge effect={row.block.effect} />
              </div>
            ),
          )}
        </div>
      )}
    </div>
  );
}
