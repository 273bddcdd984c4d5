import { formatDuration, formatTime } from '#web/strings/format.ts';
import { useNow } from '#web/ui/use-now.ts';
import classes from './approvals.module.css';
import { text } from './strings.ts';

const HOUR_MS = 3_600_000;

/** How long a question stays open, counted down; urgent in its last hour. */
export function Due({ at }: { at: number | undefined }) {
  const left = useNow((now) => (at === undefined ? '' : at <= now ? text.overdue : formatDuration(toShown(at - now))));
  const isUrgent = useNow((now) => at !== undefined && at - now < HOUR_MS);
  if (at === undefined) return <span className={classes.faint}>{text.never}</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatTime(at)}
      className={isUrgent ? classes.urgent : undefined}
    >
      {left}
    </time>
  );
}

/** Whole seconds in the last minutes, whole minutes before: a figure that changes no faster than it can be read. */
function toShown(ms: number): number {
  const unit = ms < 10 * 60_000 ? 1_000 : 60_000;
  return Math.ceil(ms / unit) * unit;
}
