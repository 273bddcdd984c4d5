import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChevronLeft, ChevronRight, X } from 'lucide-react';
import { formatDuration, formatNumber } from '#web/strings/format.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { IconButton } from '#web/ui/icon-button.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { toIterationPath, toScope } from '../model/path.ts';
import type { RunView } from '../model/run-view.ts';
import { countIterations } from '../model/waterfall.ts';
import { iterationStepsQuery } from '../queries.ts';
import classes from './loops.module.css';
import { text } from './strings.ts';
import { useLoopMark } from './use-loop-mark.ts';

/** One iteration of a loop: the steps it ran. Each opens in its place. */
export function IterationPanel(props: {
  readonly runId: string;
  readonly view: RunView;
  readonly loopPath: string;
  readonly index: number;
  /** Names of steps by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly onSelect: (path: string | undefined) => void;
}) {
  const { runId, view, loopPath, index, names, onSelect } = props;
  const path = toIterationPath(loopPath, index);
  const loop = view.instances.get(loopPath);
  const mark = useLoopMark(view.lastSeq);
  const steps = useQuery({
    ...iterationStepsQuery(runId, path, view.finishedAt === undefined ? mark : view.lastSeq),
    placeholderData: (before) => (before?.[0] !== undefined && toScope(before[0].path) === path ? before : undefined),
  });
  const count = loop?.loop === undefined ? index + 1 : countIterations(loop.loop);
  const inside = steps.data?.filter((step) => toScope(step.path) === path) ?? [];
  const to = (next: number): void => onSelect(toIterationPath(loopPath, next));
  return (
    <section className={classes.panel} aria-label={path}>
      <header className={classes.head}>
        <IconButton
          size="sm"
          label={text.backToLoop}
          icon={<ArrowLeft size={16} />}
          onClick={() => onSelect(loopPath)}
        />
        <div className={classes.title}>
          <h2>{text.itemOf(index, count)}</h2>
          <code>{path}</code>
        </div>
        <IconButton
          size="sm"
          label={text.previous}
          icon={<ChevronLeft size={16} />}
          disabled={index === 0}
          onClick={() => to(index - 1)}
        />
        <IconButton
          size="sm"
          label={text.next}
          icon={<ChevronRight size={16} />}
          disabled={index >= count - 1}
          onClick={() => to(index + 1)}
        />
        <IconButton size="sm" label={text.close} icon={<X size={16} />} onClick={() => onSelect(undefined)} />
      </header>
      {steps.isPending && <SkeletonRows rows={4} height={32} />}
      {steps.isError && <ErrorState compact error={steps.error} onRetry={() => void steps.refetch()} />}
      {steps.isSuccess && inside.length === 0 && <p className={classes.notBegun}>{text.notBegun}</p>}
      <ul className={classes.found}>
        {inside.map((step) => (
          <li key={step.path}>
            <button type="button" className={classes.button} onClick={() => onSelect(step.path)}>
              <StatusBadge status={step.status} size="sm" label={false} />
              <span className={classes.text}>{names.get(step.stepId) ?? step.stepId}</span>
              <span className={classes.duration}>
                {step.loop === undefined ? '' : formatNumber(step.loop.finished)}{' '}
                {step.endedAt === undefined ? '' : formatDuration(step.endedAt - step.startedAt)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
