import type { Workflow } from '#contract/workflow.ts';
import type { WorkflowDiff } from '#web/canvas/model/diff.ts';
import { ChangedFields } from './changed-fields.tsx';
import { text } from './strings.ts';
import classes from './versions.module.css';

/** What is different, in words: steps first, then connections, then the rest of the workflow. */
export function ChangeList({ diff, before }: { readonly diff: WorkflowDiff; readonly before: Workflow }) {
  const steps = [...diff.steps.values()];
  const edges = [...diff.edges.values()];
  return (
    <ul className={classes.changes}>
      {steps.map(({ id, change, fields, after, before: old }) => (
        <li key={id} className={classes.change} data-kind={change}>
          <span className={classes.kind}>{text.kinds[change]}</span> <strong>{after?.name ?? old?.name ?? id}</strong>{' '}
          <code>{id}</code>
          {fields.length > 0 && <ChangedFields fields={fields} />}
        </li>
      ))}
      {edges.map(({ change, edge }) => (
        <li key={`${edge.from}:${edge.port ?? ''}>${edge.to}`} className={classes.change} data-kind={change}>
          <span className={classes.kind}>{text.kinds[change]}</span> {text.edge(edge.from, edge.to)}
          {edge.port !== undefined && <code> {edge.port}</code>}
        </li>
      ))}
      {diff.fields.length > 0 && (
        <li className={classes.change} data-kind="changed">
          <span className={classes.kind}>{text.kinds.changed}</span> <strong>{before.name}</strong>
          <ChangedFields fields={diff.fields} />
        </li>
      )}
    </ul>
  );
}
