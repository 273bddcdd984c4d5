import { formatClock, formatDuration } from '#web/strings/format.ts';
import { useNow } from '#web/ui/use-now.ts';
import type { InstanceView } from '../model/instance.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';

/** When an instance ran and how long, ticking while it does. */
export function Timing({ row }: { readonly row: InstanceView }) {
  const { startedAt, endedAt, waitedMs } = row;
  const soFar = useNow((now) => (endedAt === undefined ? Math.max(0, now - startedAt) : 0));
  return (
    <dl className={classes.timing}>
      <div>
        <dt>{text.started}</dt>
        <dd>{formatClock(startedAt)}</dd>
      </div>
      {endedAt !== undefined && (
        <div>
          <dt>{text.ended}</dt>
          <dd>{formatClock(endedAt)}</dd>
        </div>
      )}
      <div>
        <dt>{endedAt === undefined ? text.soFar : text.took}</dt>
        <dd>{formatDuration(endedAt === undefined ? soFar : endedAt - startedAt)}</dd>
      </div>
      {waitedMs > 0 && (
        <div>
          <dt>{text.waited}</dt>
          <dd>{formatDuration(waitedMs)}</dd>
        </div>
      )}
    </dl>
  );
}
