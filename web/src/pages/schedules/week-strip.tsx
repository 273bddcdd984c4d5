import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Schedule } from '#web/api/shapes.ts';
import { useNow } from '#web/ui/use-now.ts';
import { toCronWords } from './cron-words.ts';
import classes from './schedules.module.css';
import { text } from './strings.ts';
import { useKnownTimes } from './use-known-times.ts';
import { type DayEntry, toDayKey, toWeek } from './week.ts';

/** Firings of one schedule on a day that are listed one by one. */
const MAX_LISTED = 3;

/** What fires in the next seven days, a column a day. */
export function WeekStrip({
  schedules,
  timeZone,
  toName,
}: {
  schedules: readonly Schedule[];
  timeZone: string;
  toName: (workflowId: string) => string;
}) {
  const firing = useMemo(() => schedules.filter((schedule) => !schedule.paused), [schedules]);
  // Drawn anew each minute, so that midnight does not go by unseen.
  const now = useNow((at) => Math.floor(at / 60_000) * 60_000);
  const today = toDayKey(now, timeZone);
  const known = useKnownTimes(firing, timeZone, today);
  const dayName = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <ol className={classes.week} aria-label={text.next7}>
      {toWeek(known, now, timeZone).map(({ key, at, entries }) => {
        const count = entries.reduce((sum, entry) => sum + entry.times.length, 0);
        return (
          <li key={key} className={classes.day} data-today={key === today || undefined}>
            <h3 className={classes.dayName} title={text.dayLabel(dayName.format(at), count)}>
              {dayName.format(at)} {key === today && <span className={classes.faint}>{text.today}</span>}
            </h3>
            {entries.length === 0 && <p className={classes.faint}>{text.noFirings}</p>}
            <ul className={classes.firings}>
              {entries.map((entry) => {
                const schedule = firing.find(({ id }) => id === entry.scheduleId);
                if (schedule === undefined) return null;
                return (
                  <li key={entry.scheduleId} className={classes.firing}>
                    <Link
                      to="/workflows/$workflowId"
                      params={{ workflowId: schedule.workflowId }}
                      search={{ step: schedule.stepId }}
                      className={classes.firingName}
                    >
                      {toName(schedule.workflowId)}
                    </Link>
                    <span className={classes.times}>{toTimes(entry, schedule.cron, timeZone)}</span>
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function toTimes({ times, isOpen }: DayEntry, cron: string, timeZone: string): string {
  if (isOpen) return toCronWords(cron) ?? cron;
  const clock = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (times.length <= MAX_LISTED) return times.map((at) => clock.format(at)).join(' · ');
  return text.dense(times.length, clock.format(first), clock.format(last));
}
