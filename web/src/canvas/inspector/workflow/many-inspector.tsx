import { Button } from '@mantine/core';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignStartHorizontal,
  AlignStartVertical,
  CopyPlus,
  Group,
  Power,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '#web/ui/icon-button.tsx';
import { type Alignment, align } from '../../model/edits/align.ts';
import { groupSteps } from '../../model/edits/groups.ts';
import { remove } from '../../model/edits/remove.ts';
import { areDisabled, toggleDisabled } from '../../model/edits/toggle-disabled.ts';
import { findStep } from '../../model/find-step.ts';
import type { Selection } from '../../model/types.ts';
import { toFreeId } from '../../model/unique-id.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import classes from '../inspector.module.css';
import { useInspectorHost } from '../inspector-host.ts';
import { text } from '../strings.ts';

const ALIGNMENTS: readonly { readonly to: Alignment; readonly icon: ReactNode; readonly label: () => string }[] = [
  { to: 'left', icon: <AlignStartVertical size={15} />, label: () => text.alignLeft },
  { to: 'center', icon: <AlignCenterVertical size={15} />, label: () => text.alignCenter },
  { to: 'right', icon: <AlignEndVertical size={15} />, label: () => text.alignRight },
  { to: 'top', icon: <AlignStartHorizontal size={15} />, label: () => text.alignTop },
  { to: 'middle', icon: <AlignCenterHorizontal size={15} />, label: () => text.alignMiddle },
  { to: 'bottom', icon: <AlignEndHorizontal size={15} />, label: () => text.alignBottom },
];

/** Steps named. */
const MAX_STEPS = 50;

/** Several things at once: what can be done with all of them. */
export function ManyInspector({ selection }: { readonly selection: Selection }) {
  const store = useEditorStore();
  const workflow = useEditor((state) => state.workflow);
  const readOnly = useEditor((state) => state.readOnly);
  const { onDuplicate } = useInspectorHost();
  const ids = [...selection.steps];
  const others = selection.edges.size + selection.notes.size + selection.groups.size;
  const toggle = areDisabled(workflow, ids) ? text.enableAll : text.disableAll;
  const { apply } = store.getState();
  const group = () => {
    const id = toFreeId('group', (taken) => workflow.groups?.some((one) => one.id === taken) === true);
    apply(text.group, groupSteps({ id, name: text.grouped, steps: ids }));
  };
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title} aria-live="polite">
          {text.selected(ids.length, others)}
        </h2>
      </header>
      <div className={classes.body}>
        <div className={classes.stack}>
          {readOnly ? null : (
            <div className={classes.section}>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend that is drawn */}
              <div role="group" aria-label={text.align} className={classes.row}>
                {ALIGNMENTS.map(({ to, icon, label }) => (
                  <IconButton
                    key={to}
                    size="sm"
                    label={label()}
                    icon={icon}
                    onClick={() => apply(label(), align(selection, to))}
                  />
                ))}
              </div>
              <div className={classes.row}>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<Group size={14} aria-hidden />}
                  disabled={ids.length === 0}
                  onClick={group}
                >
                  {text.group}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<Power size={14} aria-hidden />}
                  disabled={ids.length === 0}
                  onClick={() => apply(toggle, toggleDisabled(ids))}
                >
                  {toggle}
                </Button>
                {onDuplicate === undefined ? null : (
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<CopyPlus size={14} aria-hidden />}
                    disabled={ids.length === 0}
                    onClick={() => onDuplicate(ids)}
                  >
                    {text.duplicate}
                  </Button>
                )}
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  leftSection={<Trash2 size={14} aria-hidden />}
                  onClick={() => apply(text.deleteAll, remove(selection))}
                >
                  {text.deleteAll}
                </Button>
              </div>
            </div>
          )}
          <ul className={classes.list} aria-label={text.selectedSteps}>
            {ids.slice(0, MAX_STEPS).map((id) => {
              const name = findStep(workflow, id)?.step.name ?? id;
              return (
                <li key={id}>
                  <button
                    type="button"
                    className={classes.linkRow}
                    aria-label={text.showStep(name)}
                    onClick={() => store.getState().select({ steps: new Set([id]) })}
                  >
                    {name}
                  </button>
                </li>
              );
            })}
          </ul>
          {ids.length > MAX_STEPS ? <p className={classes.hint}>{text.moreWaits(ids.length - MAX_STEPS)}</p> : null}
        </div>
      </div>
    </>
  );
}
