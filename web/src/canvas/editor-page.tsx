import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { catalogueQuery } from '#web/api/use-catalogue.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { Editor } from './editor/editor.tsx';
import { EditorSkeleton } from './editor/editor-skeleton.tsx';
import { placeMissing } from './model/edits/place-missing.ts';
import type { Blocks } from './model/types.ts';
import { createEditorStore, EditorContext, type EditorStore } from './store/editor-store.ts';
import type { Loaded } from './sync/draft-port.ts';
import { useLoadedWorkflow } from './sync/use-loaded-workflow.ts';

/**
 * What was loaded, with a place for every step: documents written by hand have none. It counts as what the server holds, so that looking
 * at a workflow is no change of it; the places are kept with the first real one.
 */
function placeLoaded({ current, draft }: Loaded, blocks: Blocks): Loaded {
  const place = placeMissing(blocks);
  return {
    current: current === undefined ? undefined : { ...current, workflow: place(current.workflow) },
    draft: draft === undefined ? undefined : { ...draft, workflow: place(draft.workflow) },
  };
}

/** The editor of one workflow. */
export function EditorPage() {
  const { workflowId = '' } = useParams({ strict: false });
  // Another workflow is another editor: nothing of the one before may remain.
  return <LoadedEditor key={workflowId} workflowId={workflowId} />;
}

function LoadedEditor({ workflowId }: { readonly workflowId: string }) {
  const loaded = useLoadedWorkflow(workflowId);
  const catalogue = useQuery(catalogueQuery);
  const blocks = catalogue.data;
  const [opened, setOpened] = useState<{ readonly store: EditorStore; readonly loaded: Loaded }>();
  // What is read again later must not become another editor: the history and what is unsaved would go with this one.
  if (opened === undefined && loaded.data !== undefined && blocks !== undefined) {
    const placed = placeLoaded(loaded.data, blocks);
    const document = placed.draft?.workflow ?? placed.current?.workflow;
    if (document !== undefined) setOpened({ store: createEditorStore({ workflow: document, blocks }), loaded: placed });
  }
  useEffect(() => {
    if (blocks !== undefined) opened?.store.setState({ blocks });
  }, [opened, blocks]);
  const error = loaded.error ?? catalogue.error;
  if (opened !== undefined)
    return (
      <EditorContext.Provider value={opened.store}>
        <Editor workflowId={workflowId} loaded={opened.loaded} />
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
