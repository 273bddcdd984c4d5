import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '#web/api/client.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import { toast } from '#web/ui/toast.ts';
import { deleteWorkflow } from './delete-workflow.ts';
import { useDialogs } from './dialogs.ts';
import { type ExportFormat, exportWorkflows } from './download.ts';
import { toFreeId } from './slug.ts';
import { text } from './strings.ts';

/** What a person can do with a workflow of the list. What goes wrong is told. */
export function useWorkflowActions() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: ['workflow'] });
  const tell = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (error) {
      toast.error(error);
    }
  };
  return {
    refresh,
    run: ({ id }: WorkflowSummary) =>
      tell(async () => {
        const { workflow } = await client.workflow.get({ workflowId: id });
        if (workflow.inputs.length > 0) {
          useDialogs.setState({ running: workflow });
          return;
        }
        const { runId } = await client.run.start({ workflowId: id });
        await navigate({ to: '/runs/$runId', params: { runId } });
      }),
    duplicate: ({ id, name }: WorkflowSummary) =>
      tell(async () => {
        const names = await queries.fetchQuery({ ...workflowNamesQuery, staleTime: 0 });
        const newId = toFreeId(`${id.slice(0, 90)}-copy`, (taken) => names.has(taken));
        const copy = await client.workflow.duplicate({ workflowId: id, newId });
        await refresh();
        const open = () => navigate({ to: '/workflows/$workflowId', params: { workflowId: copy.workflowId } });
        toast.success(text.duplicated(name), { action: { label: text.open, run: open } });
      }),
    exportAs: (ids: readonly string[], format: ExportFormat) => tell(() => exportWorkflows(ids, format)),
    remove: ({ id, name }: WorkflowSummary) =>
      tell(async () => {
        const restore = await deleteWorkflow(id);
        await refresh();
        const undo = async () => {
          await restore();
          await refresh();
          toast.success(text.restored(1));
        };
        toast.success(text.deleted(name), { action: { label: text.undo, run: () => tell(undo) } });
      }),
  };
}
