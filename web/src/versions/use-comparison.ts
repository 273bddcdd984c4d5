import { useQuery } from '@tanstack/react-query';
import type { Workflow } from '#contract/workflow.ts';
import { toEditable } from '#web/canvas/model/to-editable.ts';
import { draftQuery, versionQuery } from './queries.ts';
import type { Side } from './side.ts';

/** A document of one side, while it loads, or why it could not be had. */
export interface SideDocument {
  readonly workflow: Workflow | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The document of one side of a comparison. */
export function useSideDocument(workflowId: string, side: Side | undefined): SideDocument {
  const version = useQuery({
    ...versionQuery(workflowId, typeof side === 'number' ? side : 0),
    enabled: typeof side === 'number',
  });
  const draft = useQuery({ ...draftQuery(workflowId), enabled: side === 'draft' });
  if (side === 'draft') {
    const workflow = draft.data == null ? undefined : toEditable(draft.data.workflow, { id: workflowId }).workflow;
    return { workflow, error: draft.error ?? undefined, retry: () => void draft.refetch() };
  }
  return { workflow: version.data?.workflow, error: version.error ?? undefined, retry: () => void version.refetch() };
}
