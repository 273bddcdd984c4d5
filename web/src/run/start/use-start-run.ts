import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '#web/api/client.ts';
import { toast } from '#web/ui/toast.ts';
import { text } from './strings.ts';

/** What `run.start` takes. */
export type StartRequest = Parameters<typeof client.run.start>[0];

/** How starting a run goes. */
export interface StartRun {
  /** Starts a run; answers its id, or undefined when it was refused (`error` says why). */
  start(request: StartRequest): Promise<string | undefined>;
  readonly isStarting: boolean;
  readonly error: unknown;
  /** Forgets the error. */
  reset(): void;
}

/**
 * Starts runs. `stays`: the page stays where it is and offers the run as a link; otherwise the run opens. `tells`: a refusal is said in a
 * toast, where no form is there to show it. While one is on its way another click starts nothing.
 */
export function useStartRun(options: { readonly stays?: boolean; readonly tells?: boolean } = {}): StartRun {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const open = (runId: string): Promise<void> => navigate({ to: '/runs/$runId', params: { runId }, search: {} });
  const mutation = useMutation({
    mutationFn: (request: StartRequest) => client.run.start({ idempotencyKey: crypto.randomUUID(), ...request }),
    async onSuccess({ runId }) {
      await queryClient.invalidateQueries({ queryKey: ['run', 'list'] });
      if (options.stays === true) toast.success(text.started, { action: { label: text.show, run: () => open(runId) } });
      else await open(runId);
    },
    onError(error) {
      if (options.tells === true) toast.error(error);
    },
  });
  return {
    async start(request) {
      if (mutation.isPending) return undefined;
      try {
        return (await mutation.mutateAsync(request)).runId;
      } catch {
        // The mutation holds the error for whoever shows it.
        return undefined;
      }
    },
    isStarting: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}
