import { useState } from 'react';
import { usePageTitle } from '#web/ui/page-title.ts';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { text } from './strings.ts';
import styles from './top-bar.module.css';

const MAX_NAME = 200;

/** The name of the workflow: the title of the page, and a field while it is being changed. */
export function NameField() {
  const store = useEditorStore();
  const name = useEditor((state) => state.workflow.name);
  const readOnly = useEditor((state) => state.readOnly);
  const [draft, setDraft] = useState<string>();
  usePageTitle(name);

  const finish = (keep: boolean) => {
    const next = draft?.trim() ?? '';
    setDraft(undefined);
    if (keep && next !== '' && next !== name)
      store
        .getState()
        .apply(text.rename, (workflow) => (workflow.name === next ? workflow : { ...workflow, name: next }));
  };

  if (draft !== undefined)
    return (
      <h1 className={styles.name}>
        <input
          className={styles.nameInput}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
          autoFocus
          aria-label={text.name}
          maxLength={MAX_NAME}
          value={draft}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => finish(true)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            finish(event.key === 'Enter');
          }}
        />
      </h1>
    );
  return (
    <h1 className={styles.name}>
      {readOnly ? (
        name
      ) : (
        <button type="button" className={styles.nameButton} title={text.rename} onClick={() => setDraft(name)}>
          {name}
        </button>
      )}
    </h1>
  );
}
