import { memo } from 'react';
import { updateNote } from '../../model/edits/notes.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import styles from './marks.module.css';
import { NoteText } from './note-text.tsx';

/** A note: text on the canvas, written in place. */
export const NoteCard = memo(function NoteCard({ id }: { readonly id: string }) {
  const store = useEditorStore();
  const note = useEditor((state) => state.workflow.notes?.find((one) => one.id === id));
  const isSelected = useEditor((state) => state.selection.notes.has(id));
  const isEditing = useEditor((state) => state.editingNote === id);
  const readOnly = useEditor((state) => state.readOnly);
  if (note === undefined) return null;
  return (
    <div className={styles.note} data-note={id} data-selected={isSelected || undefined} data-color={note.color}>
      {note.text === '' ? <span className={styles.faint}>{text.emptyNote}</span> : <NoteText text={note.text} />}
      {isEditing ? (
        <textarea
          className={`${styles.noteInput} nowheel`}
          data-nodrag
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
          autoFocus
          aria-label={text.editNote}
          maxLength={50_000}
          defaultValue={note.text}
          onChange={(event) =>
            store
              .getState()
              .apply(text.changeNote, updateNote(id, { text: event.target.value }), { mergeKey: `note-${id}` })
          }
          onBlur={() => store.getState().patchView({ editingNote: undefined })}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      ) : null}
      {isSelected && !isEditing && !readOnly ? (
        <span className={styles.resize} data-resize={id} title={text.resizeNote} />
      ) : null}
    </div>
  );
});
