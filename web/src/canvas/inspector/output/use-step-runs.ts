import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { useShownRunId } from '#web/run/use-step-data.ts';
import { toast } from '#web/ui/toast.ts';
import { useEditor } from '../../store/editor-store.ts';
import { flushPending } from '../form/pending-commits.ts';
import { useInspectorHost } from '../inspector-host.ts';
import { text } from '../strings.ts';
import { toStepRuns } from './step-runs.ts';

/** Starts runs from a step: alone, or with all that leads to it; pinned outputs stand in for their steps. */
export function useStepRuns(stepId: string) {
  const workflow = useEditor((state) => state.workflow);
  const readOnly = useEditor((state) => state.readOnly);
  const hasErrors = useEditor((state) => state.problems.some(({ severity }) => severity === 'error'));
  const runId = useShownRunId();
  const host = useInspectorHost();
  const queries = useQueryClient();
  const runs = toStepRuns(workflow, stepId, { runId, hasErrors, readOnly });

  const start = useMutation({
    mutationFn: async (kind: 'only' | 'upTo') => {
      flushPending();
      const version = await host.save();
      if (version === undefined) return undefined;
      if (kind === 'upTo' || (runs.isFirst && runId === undefined))
        return client.run.start({ workflowId: workflow.id, usePins: true, upTo: [runs.target], version });
      return client.run.fork({
        runId: runId ?? '',
        from: [stepId],
        upTo: [stepId],
        usePins: true,
        version,
      });
    },
    onSuccess: (started) => {
      if (started === undefined) return;
      void queries.invalidateQueries({ queryKey: ['run', 'list'] });
      host.onRunStarted?.(started.runId);
      if (host.onRunStarted === undefined) toast.success(text.started);
    },
    onError: (error) => void toast.error(error),
  });
  return {
    ...runs,
    isStarting: start.isPending,
    runOnly: () => start.mutate('only'),
    runUpTo: () => start.mutate('upTo'),
  };
}
