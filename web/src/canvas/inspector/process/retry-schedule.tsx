import type { RetryPolicy } from '#contract/workflow.ts';
import { formatDuration } from '#web/strings/format.ts';
import { text } from '../strings.ts';
import classes from './retry-schedule.module.css';
import { toRetryWaits } from './retry-waits.ts';

/** Waits drawn one by one; the others are a number. */
const MAX_BARS = 8;

/** The waits between attempts, drawn as bars of their length. */
export function RetrySchedule({ policy }: { readonly policy: RetryPolicy }) {
  const waits = toRetryWaits(policy);
  if (waits.length === 0) return <p className={classes.words}>{text.noRetry}</p>;
  const longest = Math.max(...waits, 1);
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  return (
    <figure className={classes.schedule} aria-label={text.schedule}>
      <ol className={classes.bars}>
        {waits.slice(0, MAX_BARS).map((wait, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a wait is known by
          <li key={index} className={classes.bar} aria-label={text.wait(index + 2, formatDuration(wait))}>
            <span className={classes.number}>{index + 2}</span>
            <span className={classes.track}>
              <span className={classes.fill} style={{ width: `${Math.max(1, (wait / longest) * 100)}%` }} />
            </span>
            <span className={classes.time}>{formatDuration(wait)}</span>
          </li>
        ))}
      </ol>
      <figcaption className={classes.words}>
        {waits.length > MAX_BARS ? `${text.moreWaits(waits.length - MAX_BARS)}. ` : ''}
        {text.waitsInAll(formatDuration(total))}
      </figcaption>
    </figure>
  );
}
