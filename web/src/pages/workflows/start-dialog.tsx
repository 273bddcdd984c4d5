import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { JsonObject } from '#contract/json.ts';
import type { Workflow } from '#contract/workflow.ts';
import { client } from '#web/api/client.ts';
import { RunDialog } from '#web/run/start/run-dialog.tsx';
import { text } from './strings.ts';

/** Asks for the inputs of a workflow, starts it and shows the run. */
export function StartDialog({ workflow, onClose }: { workflow: Workflow; onClose: () => void }) {
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: (input: JsonObject) => client.run.start({ workflowId: workflow.id, input }),
    onSuccess: async ({ runId }) => {
      onClose();
      await navigate({ to: '/runs/$runId', params: { runId } });
    },
  });
  return (
    <RunDialog
      title={text.runTitle(workflow.name)}
      workflow={workflow}
      action={text.run}
      isBusy={start.isPending}
      error={start.error ?? undefined}
      onClose={onClose}
      onSubmit={({ input }) => start.mutate(input)}
    />
  );
}
