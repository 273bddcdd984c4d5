import { Button } from '@mantine/core';
import { CircleAlert, CirclePause } from 'lucide-react';
import type { RunView } from '../model/run-view.ts';
import { ErrorView } from '../panel/error-view.tsx';
import classes from './page.module.css';
import { text } from './strings.ts';

/** What must not be overlooked: a person is asked, the run failed. */
export function RunNotices(props: {
  readonly view: RunView;
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
  readonly onRetry: () => void;
}) {
  const { view, selected, onSelect, onRetry } = props;
  const questions = [...view.instances.values()].filter(
    ({ status, wait }) => status === 'uncertain' || (status === 'waiting' && wait?.kind === 'approval'),
  );
  const open = questions.filter(({ path }) => path !== selected);
  const failed = view.error !== undefined && selected === undefined ? view.error : undefined;
  return (
    <div className={classes.notices} aria-live="polite">
      {open.slice(0, 3).map(({ path, wait, status }) => (
        <p key={path} className={classes.notice} data-tone={status}>
          <CirclePause size={16} aria-hidden="true" />
          <span className={classes.grow}>
            <strong>{text.needsYou}</strong> {wait?.kind === 'approval' ? wait.title : path}
          </span>
          <Button size="xs" variant="default" onClick={() => onSelect(path)}>
            {text.answer}
          </Button>
        </p>
      ))}
      {failed !== undefined && (
        <details className={classes.failure} open={view.steps.size === 0}>
          <summary>
            <CircleAlert size={16} aria-hidden="true" /> {failed.message}
          </summary>
          <ErrorView error={failed} workflowId={view.workflowId} onSelect={onSelect} onRetry={onRetry} />
        </details>
      )}
    </div>
  );
}
