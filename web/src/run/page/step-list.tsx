import type { Step, Workflow } from '#contract/workflow.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { useNow } from '#web/ui/use-now.ts';
import type { StepProgress } from '../model/progress.ts';
import type { RunView } from '../model/run-view.ts';
import { toMarkStatus, toStepLabel } from '../model/step-mark.ts';
import classes from './page.module.css';
import { text } from './strings.ts';

/** The steps of a run as a list, for where a canvas is too small: status, and what the strip of its card would say. */
export function StepList(props: {
  readonly workflow: Workflow;
  readonly view: RunView;
  readonly progress: ReadonlyMap<string, StepProgress>;
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}) {
  const { workflow, view, progress, selected, onSelect } = props;
  const now = useNow((time) => (view.finishedAt === undefined ? time : 0));
  const draw = (steps: readonly Step[], depth: number) =>
    steps.flatMap((step): React.ReactNode[] => {
      const found = view.steps.get(step.id);
      const status = found === undefined ? (view.finishedAt === undefined ? 'queued' : 'skipped') : toMarkStatus(found);
      const label = found === undefined ? text.notReached : toStepLabel(found, now, progress.get(found.latest.path));
      const path = found?.latest.path ?? step.id;
      return [
        <li key={step.id}>
          <button
            type="button"
            className={classes.step}
            style={{ paddingLeft: 12 + depth * 16 }}
            aria-current={path === selected ? 'true' : undefined}
            onClick={() => onSelect(path)}
          >
            <StatusBadge status={status} label={false} />
            <span className={classes.stepName}>{step.name ?? step.id}</span>
            <span className={classes.stepLabel}>{label}</span>
          </button>
        </li>,
        ...(step.body === undefined ? [] : draw(step.body.steps, depth + 1)),
      ];
    });
  return (
    <ul className={classes.stepList} aria-label={text.stepList}>
      {draw(workflow.steps, 0)}
    </ul>
  );
}
