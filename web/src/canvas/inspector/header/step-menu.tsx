import { Menu } from '@mantine/core';
import { Braces, CopyPlus, Ellipsis, Power, PowerOff, Trash2 } from 'lucide-react';
import type { Step } from '#contract/workflow.ts';
import { IconButton } from '#web/ui/icon-button.tsx';
import { remove } from '../../model/edits/remove.ts';
import { toggleDisabled } from '../../model/edits/toggle-disabled.ts';
import { useEditor, useEditorStore } from '../../store/editor-store.ts';
import { flushPending } from '../form/pending-commits.ts';
import { useInspectorHost } from '../inspector-host.ts';
import { text } from '../strings.ts';

/** What can be done with a step as a whole. */
export function StepMenu({ step, onJson }: { readonly step: Step; readonly onJson: () => void }) {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const { onDuplicate } = useInspectorHost();
  const isDisabled = step.process.disabled === true;
  const toggleLabel = isDisabled ? text.enable : text.disable;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton size="sm" label={text.menu} icon={<Ellipsis size={15} />} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={readOnly}
          leftSection={isDisabled ? <Power size={14} /> : <PowerOff size={14} />}
          onClick={() => store.getState().apply(toggleLabel, toggleDisabled([step.id]))}
        >
          {toggleLabel}
        </Menu.Item>
        {onDuplicate === undefined ? null : (
          <Menu.Item
            disabled={readOnly}
            leftSection={<CopyPlus size={14} />}
            onClick={() => {
              flushPending();
              onDuplicate([step.id]);
            }}
          >
            {text.duplicate}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Braces size={14} />} onClick={onJson}>
          {text.json}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          disabled={readOnly}
          leftSection={<Trash2 size={14} />}
          onClick={() =>
            store.getState().apply(text.remove, remove({ steps: new Set([step.id]) }, { reconnect: true }))
          }
        >
          {text.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
