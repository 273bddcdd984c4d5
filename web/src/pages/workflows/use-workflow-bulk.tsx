import { Download, Power, PowerOff, Trash2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { client } from '#web/api/client.ts';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import { confirm } from '#web/ui/confirm.tsx';
import type { BulkAction } from '#web/ui/table/bulk-bar.tsx';
import { runBulk } from '#web/ui/table/run-bulk.ts';
import { toast } from '#web/ui/toast.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import { text } from './strings.ts';
import { useWorkflowActions } from './use-workflow-actions.ts';

const ICON = { size: 14, 'aria-hidden': true } as const;

/** What can be done with several workflows at once. */
export function useWorkflowBulk(rows: readonly WorkflowSummary[]): readonly BulkAction[] {
  const { refresh, exportAs } = useWorkflowActions();
  const restores = useRef(new Map<string, () => Promise<void>>());
  const active = useMemo(
    () => new Set(rows.filter((row) => row.activeVersion !== undefined).map(({ id }) => id)),
    [rows],
  );
  const done = (words: (count: number) => string, count: number, undo?: () => Promise<void>) => {
    void refresh();
    if (count === 0) return;
    toast.success(words(count), undo === undefined ? {} : { action: { label: text.undo, run: undo } });
  };
  const restore = async (ids: readonly string[]) => {
    const result = await runBulk(ids, async (id) => restores.current.get(id)?.());
    await refresh();
    if (result.succeeded.length > 0) toast.success(text.restored(result.succeeded.length));
    for (const { message } of result.failed) toast.error(message);
  };
  return [
    {
      id: 'activate',
      label: text.activate,
      icon: <Power {...ICON} />,
      when: (ids) => ids.some((id) => !active.has(id)),
      each: (workflowId) => client.workflow.activate({ workflowId }),
      after: ({ succeeded }) => done(text.activated, succeeded.length),
    },
    {
      id: 'deactivate',
      label: text.deactivate,
      icon: <PowerOff {...ICON} />,
      when: (ids) => ids.some((id) => active.has(id)),
      each: (workflowId) => client.workflow.deactivate({ workflowId }),
      after: ({ succeeded }) => done(text.deactivated, succeeded.length),
    },
    {
      id: 'json',
      label: text.exportJson,
      icon: <Download {...ICON} />,
      all: (ids) => exportAs(ids, 'json'),
    },
    {
      id: 'yaml',
      label: text.exportYaml,
      icon: <Download {...ICON} />,
      all: (ids) => exportAs(ids, 'yaml'),
    },
    {
      id: 'delete',
      label: text.delete,
      icon: <Trash2 {...ICON} />,
      danger: true,
      before: (ids) =>
        confirm({ title: text.deleteTitle(ids.length), text: text.deleteText, action: text.delete, danger: true }),
      each: async (id) => {
        restores.current.set(id, await deleteWorkflow(id));
      },
      after: ({ succeeded }) => done(text.deletedMany, succeeded.length, () => restore(succeeded)),
    },
  ];
}
