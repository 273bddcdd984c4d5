import type { Schedule } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import classes from './schedules.module.css';
import { text } from './strings.ts';

/** When a schedule fires next: the clock of the zone shown, and how long it is until then. */
export function NextTime({ schedule, timeZone }: { schedule: Schedule; timeZone: string }) {
  const { nextAt, paused } = schedule;
  if (paused) return <span className={classes.faint}>{text.paused}</span>;
  if (nextAt === undefined) return <span className={classes.faint}>{text.never}</span>;
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <>
      {format.format(nextAt)}{' '}
      <span className={classes.faint}>
        <Ago at={nextAt} />
      </span>
    </>
  );
}
