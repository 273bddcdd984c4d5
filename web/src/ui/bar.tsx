import { formatDuration } from '#web/strings/format.ts';
import classes from './bar.module.css';
import { type Status, toStatusColour } from './status.ts';

/** A duration as a bar against the longest one around, with its figure. */
export function DurationBar(props: {
  readonly ms: number;
  readonly maxMs: number;
  readonly status?: Status;
  /** Figure beside the bar; yes by default. */
  readonly label?: boolean;
}) {
  const { ms, maxMs, status, label = true } = props;
  const share = maxMs > 0 ? Math.min(1, Math.max(0, ms / maxMs)) : 0;
  const figure = formatDuration(ms);
  return (
    <span className={classes.bar} title={figure}>
      <span className={classes.track} aria-hidden="true">
        <span
          className={classes.fill}
          style={{
            width: `max(2px, ${share * 100}%)`,
            background: status === undefined ? 'var(--accent)' : toStatusColour(status),
          }}
        />
      </span>
      {label ? <span className={classes.figure}>{figure}</span> : <span className="visually-hidden">{figure}</span>}
    </span>
  );
}
