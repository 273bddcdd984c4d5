import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { catalogueQuery } from '#web/api/use-catalogue.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { EditorSkeleton } from './editor/editor-skeleton.tsx';
import { Editor } from './editor/editor.tsx';
import { createEditorStore, EditorContext } from './store/editor-store.ts';
import { useLoadedWorkflow } from './sync/use-loaded-workflow.ts';

/** The editor of one workflow. */
export function EditorPage() {
  const { workflowId = '' } = useParams({ strict: false });
  // Another workflow is another editor: nothing of the one before may remain.
  return <LoadedEditor key={workflowId} workflowId={workflowId} />;
}

function LoadedEditor({ workflowId }: { readonly workflowId: string }) {
  const loaded = useLoadedWorkflow(workflowId);
  const catalogue = useQuery(catalogueQuery);
  const document = loaded.data?.draft?.workflow ?? loaded.data?.current?.workflow;
  const blocks = catalogue.data;
  const store = useMemo(
    () => (document === undefined || blocks === undefined ? undefined : createEditorStore({ workflow: document, blocks })),
    [document, blocks],
  );
  const error = loaded.error ?? catalogue.error;
  if (store !== undefined && loaded.data !== undefined)
    return (
      <EditorContext.Provider value={store}>
        <Editor workflowId={workflowId} loaded={loaded.data} />
      </EditorContext.Provider>
    );
  if (error !== null)
    return (
      <main>
        <ErrorState
          error={error}
          onRetry={() => {
            void loaded.refetch();
            void catalogue.refetch();
          }}
        />
      </main>
    );
  return <EditorSkeleton />;
}
