import { ActionIcon, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Download, Ellipsis, Redo2, Settings, Trash2, Undo2 } from 'lucide-react';
import { client } from '#web/api/client.ts';
import { confirm } from '#web/ui/confirm.tsx';
import { Keys } from '#web/ui/keys.tsx';
import { saveFile } from '#web/ui/save-file.ts';
import { toast } from '#web/ui/toast.ts';
import { useEditor, useEditorStore } from '../store/editor-store.ts';
import { text as canvasText } from '../view/strings.ts';
import { text } from './strings.ts';

/** What is done less often with a workflow, and undo and redo by name. */
export function MoreMenu({
  save,
  onSettings,
}: {
  readonly save: () => Promise<number | undefined>;
  readonly onSettings: () => void;
}) {
  const store = useEditorStore();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const undoLabel = useEditor((state) => state.undoLabel);
  const redoLabel = useEditor((state) => state.redoLabel);
  const { id, name } = store.getState().workflow;

  const exportAs = async (format: 'json' | 'yaml') => {
    if ((await save()) === undefined) return;
    const { fileName, text: content } = await client.workflow.export({ workflowId: id, format });
    saveFile(fileName, content);
  };
  const duplicate = async () => {
    if ((await save()) === undefined) return;
    const { workflowId } = await client.workflow.duplicate({ workflowId: id, newId: toCopyId(id) });
    await queries.invalidateQueries({ queryKey: ['workflow', 'list'] });
    await navigate({ to: '/workflows/$workflowId', params: { workflowId } });
    toast.success(text.duplicated);
  };
  const remove = async () => {
    const agreed = await confirm({
      title: text.deleteTitle(name),
      text: text.deleteText,
      action: text.delete,
      danger: true,
    });
    if (!agreed) return;
    await client.workflow.delete({ workflowId: id });
    await queries.invalidateQueries({ queryKey: ['workflow', 'list'] });
    await navigate({ to: '/workflows' });
    toast.success(text.deleted);
  };
  const run = (work: () => Promise<void>) => () => void work().catch(toast.error);

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={text.more}>
          <Ellipsis size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Undo2 size={15} />}
          rightSection={<Keys combo="mod+z" />}
          disabled={undoLabel === undefined}
          onClick={() => store.getState().undo()}
        >
          {canvasText.undo(undoLabel)}
        </Menu.Item>
        <Menu.Item
          leftSection={<Redo2 size={15} />}
          rightSection={<Keys combo="mod+shift+z" />}
          disabled={redoLabel === undefined}
          onClick={() => store.getState().redo()}
        >
          {canvasText.redo(redoLabel)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Settings size={15} />} onClick={onSettings}>
          {text.settings}
        </Menu.Item>
        <Menu.Item leftSection={<Download size={15} />} onClick={run(() => exportAs('json'))}>
          {text.export}
        </Menu.Item>
        <Menu.Item leftSection={<Download size={15} />} onClick={run(() => exportAs('yaml'))}>
          {text.exportYaml}
        </Menu.Item>
        <Menu.Item leftSection={<Copy size={15} />} onClick={run(duplicate)}>
          {text.duplicate}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Trash2 size={15} />} onClick={run(remove)}>
          {text.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** An id of the same form that nobody else takes. */
function toCopyId(id: string): string {
  return `${id.slice(0, 80)}-copy-${Date.now().toString(36)}`;
}
