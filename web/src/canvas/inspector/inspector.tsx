import { findStep } from '../model/find-step.ts';
import type { Selection } from '../model/types.ts';
import { useEditor } from '../store/editor-store.ts';
import { flushPending } from './form/pending-commits.ts';
import classes from './inspector.module.css';
import { StepInspector } from './step-inspector.tsx';
import { text } from './strings.ts';
import { EdgeInspector } from './workflow/edge-inspector.tsx';
import { ManyInspector } from './workflow/many-inspector.tsx';
import { WorkflowInspector } from './workflow/workflow-inspector.tsx';

/** What is selected on the canvas, to look at and change: a step, an edge, several things, or the workflow when it is nothing. */
export function Inspector() {
  const selection = useEditor((state) => state.selection);
  return (
    <aside
      className={classes.inspector}
      aria-label={text.inspector}
      data-inspector
      // Undo, save and run, which follow, must see what was typed a moment ago.
      onKeyDownCapture={(event) => (event.ctrlKey || event.metaKey) && flushPending()}
    >
      <Subject selection={selection} />
    </aside>
  );
}

function Subject({ selection }: { readonly selection: Selection }) {
  const { steps, edges, notes, groups } = selection;
  const [stepId] = steps;
  const [edgeKey] = edges;
  const count = steps.size + edges.size + notes.size + groups.size;
  const step = useEditor((state) => (stepId === undefined ? undefined : findStep(state.workflow, stepId)?.step));
  if (count > 1) return <ManyInspector selection={selection} />;
  if (step !== undefined) return <StepInspector key={step.id} step={step} />;
  if (edgeKey !== undefined) return <EdgeInspector key={edgeKey} edgeKey={edgeKey} />;
  if (notes.size > 0)
    return (
      <div className={classes.body}>
        <p className={classes.hint}>{text.noteSelected}</p>
      </div>
    );
  return <WorkflowInspector />;
}
