import { useQuery } from '@tanstack/react-query';
import { loadWorkflow } from './rpc-draft-server.ts';

/** The newest version and the draft of a workflow, as they are when the editor opens; from then on the sync keeps them up. */
export function useLoadedWorkflow(workflowId: string) {
  return useQuery({
    queryKey: ['workflow', 'editor', workflowId],
    queryFn: () => loadWorkflow(workflowId),
    staleTime: Number.POSITIVE_INFINITY,
    // An editor that opens again starts from what the server holds then.
    gcTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
