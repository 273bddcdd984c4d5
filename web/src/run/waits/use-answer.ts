import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#web/api/client.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from './strings.ts';

type Answer = Omit<Parameters<typeof client.run.answer>[0], 'runId' | 'path'>;
type Decision = Pick<Parameters<typeof client.run.resume>[0], 'decision' | 'output'>;

/** Answers what a step waits for. What failed is said where the form is. */
export function useAnswer(runId: string, path: string) {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['approval'] }),
      queryClient.invalidateQueries({ queryKey: ['run', 'get', runId] }),
    ]);
  return useMutation({
    mutationFn: (answer: Answer) => client.run.answer({ runId, path, ...answer }),
    async onSuccess() {
      toast.success(text.answered);
      await refresh();
    },
  });
}

/** Decides what became of an effect that a crash cut off. */
export function useDecide(runId: string, path: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (decision: Decision) => client.run.resume({ runId, path, ...decision }),
    async onSuccess() {
      toast.success(text.decided);
      await queryClient.invalidateQueries({ queryKey: ['approval'] });
    },
  });
}
