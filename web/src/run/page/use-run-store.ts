import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { catalogueQuery } from '#web/api/use-catalogue.ts';
import { createEditorStore, type EditorStore } from '#web/canvas/store/editor-store.ts';
import { versionQuery } from '../queries.ts';

/** The document a run runs, and a canvas for it that only shows. */
export function useRunStore(
  workflowId: string | undefined,
  version: number | undefined,
): { readonly workflow: Workflow | undefined; readonly store: EditorStore | undefined; readonly error: unknown } {
  const found = useQuery({
    ...versionQuery(workflowId ?? '', version ?? 1),
    enabled: workflowId !== undefined && version !== undefined,
  });
  const catalogue = useQuery(catalogueQuery);
  const workflow = found.data?.workflow;
  const blocks = catalogue.data;
  const store = useMemo(
    () =>
      workflow === undefined || blocks === undefined
        ? undefined
        : createEditorStore({ workflow, blocks, readOnly: true }),
    [workflow, blocks],
  );
  return { workflow, store, error: found.error ?? catalogue.error };
}
