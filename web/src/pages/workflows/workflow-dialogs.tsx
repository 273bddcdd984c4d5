import { lazy, Suspense } from 'react';
import { CreateDialog } from './create-dialog.tsx';
import { useDialogs } from './dialogs.ts';
import { ImportDialog } from './import-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';

const StartDialog = lazy(async () => {
  const { StartDialog: dialog } = await import('./start-dialog.tsx');
  return { default: dialog };
});

/** The dialog that is open, if any. */
export function WorkflowDialogs() {
  const { isCreating, importing, tagsOf, running } = useDialogs();
  return (
    <>
      {isCreating && <CreateDialog onClose={() => useDialogs.setState({ isCreating: false })} />}
      {importing !== undefined && (
        <ImportDialog
          sources={importing}
          onSources={(sources) => useDialogs.setState({ importing: sources })}
          onClose={() => useDialogs.setState({ importing: undefined })}
        />
      )}
      {tagsOf !== undefined && (
        <TagsDialog workflow={tagsOf} onClose={() => useDialogs.setState({ tagsOf: undefined })} />
      )}
      {running !== undefined && (
        <Suspense>
          <StartDialog workflow={running} onClose={() => useDialogs.setState({ running: undefined })} />
        </Suspense>
      )}
    </>
  );
}
