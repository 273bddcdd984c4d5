import { useMemo } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { useCatalogue } from '#web/api/use-catalogue.ts';
import { toDiffOverlay, unionWorkflow, type WorkflowDiff } from '#web/canvas/model/diff.ts';
import { createEditorStore, EditorContext } from '#web/canvas/store/editor-store.ts';
import { WorkflowCanvas } from '#web/canvas/view/workflow-canvas.tsx';
import { text } from './strings.ts';
import classes from './versions.module.css';

const KINDS = ['added', 'removed', 'changed', 'moved'] as const;

/** Both documents on one canvas: what was added, removed, changed and moved is marked. */
export function DiffCanvas(props: {
  readonly before: Workflow;
  readonly after: Workflow;
  readonly diff: WorkflowDiff;
}) {
  const { before, after, diff } = props;
  const blocks = useCatalogue();
  const store = useMemo(() => {
    const created = createEditorStore({ workflow: unionWorkflow(before, after), blocks, readOnly: true });
    created.getState().setOverlay(toDiffOverlay(diff));
    return created;
  }, [before, after, diff, blocks]);
  return (
    <EditorContext value={store}>
      <WorkflowCanvas />
      <ul className={classes.legend} aria-label={text.legend}>
        {KINDS.map((kind) => (
          <li key={kind} className={classes.legendItem} data-kind={kind}>
            <i aria-hidden="true" /> {text.kinds[kind]}
          </li>
        ))}
      </ul>
    </EditorContext>
  );
}
