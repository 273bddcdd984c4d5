import { formatClock, formatDuration, formatTime } from '#web/strings/format.ts';
import { useNow } from '#web/ui/use-now.ts';
import { text } from './strings.ts';
import classes from './waits.module.css';

const DAY_MS = 86_400_000;

/** When something goes on by itself, counted down. */
export function TimerView({ title, dueAt }: { readonly title: string; readonly dueAt: number }) {
  const left = useNow((now) => Math.max(0, Math.ceil((dueAt - now) / 1_000) * 1_000));
  const isSoon = left < DAY_MS;
  return (
    <section className={classes.wait} aria-label={title} data-kind="timer">
      <h3 className={classes.title}>{title}</h3>
      <p className={classes.message}>
        <time dateTime={new Date(dueAt).toISOString()}>
          {text.timerDue(isSoon ? formatClock(dueAt).slice(0, 8) : formatTime(dueAt))}
        </time>{' '}
        <span className={classes.countdown} role="timer">
          {left === 0 ? text.timerNow : text.timerLeft(formatDuration(left))}
        </span>
      </p>
    </section>
  );
}
