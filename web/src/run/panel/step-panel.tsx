import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { GitFork, MousePointerClick, PencilLine, X } from 'lucide-react';
import type { Step } from '#contract/workflow.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { StepProgress } from '../model/progress.ts';
import type { RunView } from '../model/run-view.ts';
import type { ToldLine } from '../session/told-lines.ts';
import classes from './panel.module.css';
import { PathCrumbs } from './path-crumbs.tsx';
import { StepDetails } from './step-details.tsx';
import { text } from './strings.ts';
import { useInstance } from './use-instance.ts';

/** Everything about one step of a run: what went in, what came out, what went wrong, what it waits for. */
export function StepPanel(props: {
  readonly runId: string;
  readonly view: RunView;
  /** The instance that is shown; undefined for none. */
  readonly path: string | undefined;
  /** Its step in the document; undefined when the document has none of that id. */
  readonly step: Step | undefined;
  readonly told: readonly ToldLine[];
  readonly progress: ReadonlyMap<string, StepProgress>;
  readonly onSelect: (path: string | undefined) => void;
  readonly onFork: (stepId: string) => void;
  readonly onRetry: () => void;
}) {
  const { runId, view, path, step, onSelect, onFork } = props;
  const { row, detail } = useInstance(runId, view, path);
  if (path === undefined) {
    return (
      <div className={classes.panel}>
        <EmptyState icon={<MousePointerClick size={22} />} title={text.noStepTitle} text={text.noStep} />
      </div>
    );
  }
  const name = step?.name ?? step?.id ?? path;
  return (
    <section className={classes.panel} aria-label={`${text.panel}: ${name}`}>
      <header className={classes.head}>
        <div className={classes.names}>
          <h2 className={classes.name}>{name}</h2>
          <PathCrumbs path={path} onSelect={onSelect} />
        </div>
        {row !== undefined && <StatusBadge status={row.status} />}
        <IconButton size="sm" label={text.close} icon={<X size={16} />} onClick={() => onSelect(undefined)} />
      </header>
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<GitFork size={14} aria-hidden="true" />}
          disabled={step === undefined || path.includes('[')}
          title={path.includes('[') ? text.noForkInside : undefined}
          onClick={() => step !== undefined && onFork(step.id)}
        >
          {text.fork}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<PencilLine size={14} aria-hidden="true" />}
          renderRoot={(rest) => (
            <Link
              {...rest}
              to="/workflows/$workflowId"
              params={{ workflowId: view.workflowId }}
              search={{ step: step?.id, run: runId }}
            />
          )}
        >
          {text.openInEditor}
        </Button>
      </div>
      {row === undefined ? (
        <EmptyState icon={<MousePointerClick size={22} />} title={text.notRunTitle} text={text.notRun} />
      ) : (
        <StepDetails {...props} row={row} detail={detail} progress={props.progress.get(path)} />
      )}
    </section>
  );
}
