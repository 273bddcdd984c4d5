import { formatClock, formatDuration } from '#web/strings/format.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { InstanceView } from '../model/instance.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';

/** Each attempt that failed: when, why, and how long the pause after it was. */
export function AttemptsList({ row }: { readonly row: InstanceView }) {
  return (
    <ol className={classes.attempts}>
      {row.errors.map(({ attempt, at, error, retryAt }) => (
        <li key={`${attempt}-${at}`} className={classes.attempt}>
          <div className={classes.attemptHead}>
            <StatusBadge status="failed" size="sm" label={false} />
            <strong>{text.attempt(attempt)}</strong>
            <span className={classes.muted}>
              {formatClock(at)} · {formatDuration(toSpent(row, attempt, at))}
            </span>
          </div>
          <p className={classes.message}>{error.message}</p>
          {retryAt !== undefined && row.status === 'retrying' && attempt === row.attempts && (
            <p className={classes.muted}>{text.nextAttempt(formatClock(retryAt))}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function toSpent(row: InstanceView, attempt: number, endedAt: number): number {
  const span = row.spans.findLast((part) => part.kind === 'work' && part.attempt === attempt && part.to === endedAt);
  return endedAt - (span?.from ?? row.startedAt);
}
