import { ActionIcon, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Download, Ellipsis, ListTree, Play, Tags, Trash2 } from 'lucide-react';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import { useDialogs } from './dialogs.ts';
import { text } from './strings.ts';
import { useWorkflowActions } from './use-workflow-actions.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What can be done with one workflow. */
export function WorkflowMenu({ workflow }: { workflow: WorkflowSummary }) {
  const navigate = useNavigate();
  const actions = useWorkflowActions();
  const { id, name } = workflow;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text.actionsOf(name)}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Play {...ICON} />} onClick={() => void actions.run(workflow)}>
          {text.runNow}
        </Menu.Item>
        <Menu.Item
          leftSection={<ListTree {...ICON} />}
          onClick={() => void navigate({ to: '/runs', search: { workflow: id } })}
        >
          {text.runs}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Copy {...ICON} />} onClick={() => void actions.duplicate(workflow)}>
          {text.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<Tags {...ICON} />} onClick={() => useDialogs.setState({ tagsOf: workflow })}>
          {text.editTags}
        </Menu.Item>
        <Menu.Item leftSection={<Download {...ICON} />} onClick={() => void actions.exportAs([id], 'json')}>
          {text.exportJson}
        </Menu.Item>
        <Menu.Item leftSection={<Download {...ICON} />} onClick={() => void actions.exportAs([id], 'yaml')}>
          {text.exportYaml}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Trash2 {...ICON} />} onClick={() => void actions.remove(workflow)}>
          {text.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
