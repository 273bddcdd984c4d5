import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JsonValue } from '#contract/json.ts';
import { client } from '#web/api/client.ts';
import { toast } from '#web/ui/toast.ts';
import { useEditor } from '../../store/editor-store.ts';
import { text } from '../strings.ts';

/** Pins an output of a step, or takes the pin away. */
export function usePin(stepId: string) {
  const workflowId = useEditor((state) => state.workflow.id);
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['pin', 'list', workflowId] });
  const onError = (error: unknown) => void toast.error(error);
  const set = useMutation({
    mutationFn: (output: JsonValue) => client.pin.set({ workflowId, stepId, output }),
    onSuccess: () => void toast.success(text.pinSaved),
    onSettled,
    onError,
  });
  const remove = useMutation({
    mutationFn: (_before: JsonValue) => client.pin.remove({ workflowId, stepId }),
    onSuccess: (_, before) =>
      void toast.info(text.pinRemoved, { action: { label: text.undo, run: () => set.mutate(before) } }),
    onSettled,
    onError,
  });
  return { set: set.mutate, remove: remove.mutate, isBusy: set.isPending || remove.isPending };
}
