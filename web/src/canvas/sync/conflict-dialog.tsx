import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { MergeConflict } from '../model/merge.ts';
import { takeTheirs } from '../model/take-theirs.ts';
import { useEditorStore } from '../store/editor-store.ts';
import { ConflictItem } from './conflict-item.tsx';
import { text } from './strings.ts';

/** What two windows changed differently, one by one: this window's side stands until the other is chosen. */
export function ConflictDialog(props: {
  readonly conflicts: readonly MergeConflict[];
  readonly onClose: () => void;
  /** Everything was looked at: the list is empty from now on. */
  readonly onDone: () => void;
}) {
  const { conflicts, onClose, onDone } = props;
  const store = useEditorStore();
  const [theirs, setTheirs] = useState<ReadonlySet<MergeConflict>>(new Set());
  const take = (conflict: MergeConflict) => {
    store.getState().apply(text.takenOver, takeTheirs(conflict));
    setTheirs(new Set([...theirs, conflict]));
  };
  return (
    <Modal opened onClose={onClose} title={text.conflictsTitle} size="lg">
      <p>{text.conflictsText}</p>
      {conflicts.map((conflict) => (
        <ConflictItem
          key={conflict.path.join('/')}
          conflict={conflict}
          isTheirs={theirs.has(conflict)}
          onTake={() => take(conflict)}
        />
      ))}
      <Button onClick={onDone} mt="md">
        {text.done}
      </Button>
    </Modal>
  );
}
