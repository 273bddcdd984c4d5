import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';
import { goToMatch, setFindQuery } from './open-find.ts';

/** Search in the workflow: Enter goes to the next match, Shift+Enter to the one before, Escape closes. */
export function FindBar() {
  const store = useEditorStore();
  const find = useEditor((state) => state.find);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = find !== undefined;
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  if (find === undefined) return null;
  const close = () => {
    store.getState().patchView({ find: undefined });
    field.current?.closest<HTMLElement>('[data-canvas]')?.focus();
  };
  return (
    <search className={`${styles.bar} ${styles.find}`} data-nodrag>
      <SearchField
        ref={field}
        label={text.find}
        placeholder={text.findPlaceholder}
        value={find.query}
        onChange={(query) => setFindQuery(store, query)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') goToMatch(store, event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={styles.findCount} role="status">
        {find.query.trim() === ''
          ? ''
          : text.findCount(find.matches.length === 0 ? 0 : find.index + 1, find.matches.length)}
      </span>
      <IconButton
        size="sm"
        label={text.findPrevious}
        icon={<ChevronUp size={16} />}
        onClick={() => goToMatch(store, -1)}
      />
      <IconButton
        size="sm"
        label={text.findNext}
        icon={<ChevronDown size={16} />}
        onClick={() => goToMatch(store, 1)}
      />
      <IconButton size="sm" label={text.findClose} icon={<X size={16} />} onClick={close} />
    </search>
  );
}
