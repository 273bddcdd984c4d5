import { formatDuration, formatNumber } from '#web/strings/format.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { Iteration } from './iteration-queries.ts';
import classes from './loops.module.css';
import { text } from './strings.ts';

/** Height of a row, in pixels. */
export const ROW_HEIGHT = 32;

/** One iteration: how it is, what it was about, how long it took. */
export function IterationRow(props: {
  readonly index: number;
  readonly iteration: Iteration | undefined;
  readonly isTarget?: boolean;
  readonly onOpen: (index: number) => void;
}) {
  const { index, iteration, isTarget = false, onOpen } = props;
  const ms =
    iteration?.startedAt === undefined || iteration.endedAt === undefined
      ? undefined
      : iteration.endedAt - iteration.startedAt;
  return (
    <button type="button" className={classes.button} data-target={isTarget || undefined} onClick={() => onOpen(index)}>
      <span className={classes.index}>{formatNumber(index)}</span>
      {iteration !== undefined && (
        <StatusBadge status={iteration.status === 'pending' ? 'queued' : iteration.status} size="sm" label={false} />
      )}
      <span className={classes.text}>
        {iteration === undefined ? text.loading : (iteration.error?.message ?? iteration.item ?? '')}
      </span>
      <span className={classes.duration}>{ms === undefined ? '' : formatDuration(ms)}</span>
    </button>
  );
}
