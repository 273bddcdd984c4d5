import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { updateGroup } from '../../model/edits/groups.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { text } from '../strings.ts';
import styles from './marks.module.css';

/** A group: a named frame around steps, or one card in their place. */
export const GroupCard = memo(function GroupCard({ id }: { readonly id: string }) {
  const store = useEditorStore();
  const group = useEditor((state) => state.workflow.groups?.find((one) => one.id === id));
  const isSelected = useEditor((state) => state.selection.groups.has(id));
  const isEditing = useEditor((state) => state.editingGroup === id);
  if (group === undefined) return null;
  const isCollapsed = group.collapsed === true;
  const finish = (name: string, keep: boolean) => {
    const { apply, patchView } = store.getState();
    patchView({ editingGroup: undefined });
    if (keep) apply(text.renameGroup, updateGroup(id, { name: name.trim() }));
  };
  return (
    <div
      className={styles.group}
      data-selected={isSelected || undefined}
      data-collapsed={isCollapsed || undefined}
      data-color={group.color}
    >
      <div className={styles.groupHeader} data-group={id}>
        <button
          type="button"
          className={styles.fold}
          data-nodrag
          tabIndex={-1}
          aria-expanded={!isCollapsed}
          aria-label={isCollapsed ? text.expandGroup(group.name) : text.collapseGroup(group.name)}
          onClick={() => store.getState().apply(text.collapse, updateGroup(id, { collapsed: !isCollapsed }))}
        >
          <ChevronDown size={16} aria-hidden />
        </button>
        {isEditing ? (
          <input
            className={styles.groupInput}
            data-nodrag
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here.
            autoFocus
            aria-label={text.groupName}
            maxLength={200}
            defaultValue={group.name}
            onFocus={(event) => event.target.select()}
            onBlur={(event) => finish(event.target.value, true)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Enter' || event.key === 'Escape')
                finish(event.currentTarget.value, event.key === 'Enter');
            }}
          />
        ) : (
          <span className={styles.groupName}>{group.name}</span>
        )}
        <span className={styles.groupCount}>{text.bodySteps(group.steps.length)}</span>
      </div>
    </div>
  );
});
