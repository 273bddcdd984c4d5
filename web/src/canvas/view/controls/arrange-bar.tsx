import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Group,
  Trash2,
} from 'lucide-react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { alignSelection, deleteSelection, distributeSelection, groupSelection } from '../commands.ts';
import { text } from '../strings.ts';
import styles from '../workflow-canvas.module.css';

const SIZE = 16;

/** What can be done with several selected things. */
export function ArrangeBar() {
  const store = useEditorStore();
  const count = useEditor(({ selection, readOnly }) => (readOnly ? 0 : selection.steps.size + selection.notes.size));
  const isBusy = useEditor((state) => state.drag !== undefined || state.box !== undefined);
  if (count < 2 || isBusy) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={text.arrange} data-nodrag>
      <IconButton
        label={text.alignLeft}
        icon={<AlignStartVertical size={SIZE} />}
        onClick={() => alignSelection(store, 'left')}
      />
      <IconButton
        label={text.alignCenter}
        icon={<AlignCenterVertical size={SIZE} />}
        onClick={() => alignSelection(store, 'center')}
      />
      <IconButton
        label={text.alignRight}
        icon={<AlignEndVertical size={SIZE} />}
        onClick={() => alignSelection(store, 'right')}
      />
      <IconButton
        label={text.alignTop}
        icon={<AlignStartHorizontal size={SIZE} />}
        onClick={() => alignSelection(store, 'top')}
      />
      <IconButton
        label={text.alignMiddle}
        icon={<AlignCenterHorizontal size={SIZE} />}
        onClick={() => alignSelection(store, 'middle')}
      />
      <IconButton
        label={text.alignBottom}
        icon={<AlignEndHorizontal size={SIZE} />}
        onClick={() => alignSelection(store, 'bottom')}
      />
      <IconButton
        label={text.distributeAcross}
        disabled={count < 3}
        icon={<AlignHorizontalDistributeCenter size={SIZE} />}
        onClick={() => distributeSelection(store, 'horizontal')}
      />
      <IconButton
        label={text.distributeDown}
        disabled={count < 3}
        icon={<AlignVerticalDistributeCenter size={SIZE} />}
        onClick={() => distributeSelection(store, 'vertical')}
      />
      <IconButton
        label={text.groupSteps}
        keys="mod+g"
        icon={<Group size={SIZE} />}
        onClick={() => groupSelection(store)}
      />
      <IconButton
        label={text.deleteSelection}
        keys="delete"
        danger
        icon={<Trash2 size={SIZE} />}
        onClick={() => deleteSelection(store)}
      />
    </div>
  );
}
