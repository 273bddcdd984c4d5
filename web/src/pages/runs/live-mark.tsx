import type { LiveState } from '#web/api/use-live-runs.ts';
import classes from './runs.module.css';
import { text } from './strings.ts';

/** Whether the list follows what happens. */
export function LiveMark({ state }: { state: LiveState }) {
  const words = state === 'live' ? text.live : state === 'connecting' ? text.connecting : text.lost;
  return (
    <span className={classes.live} data-state={state} role="status">
      <span className={classes.dot} aria-hidden />
      {words}
    </span>
  );
}
