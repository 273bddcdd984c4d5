import { Link } from '@tanstack/react-router';
import type { Schedule } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import type { Column } from '#web/ui/table/column.ts';
import { toCronWords } from './cron-words.ts';
import { NextTime } from './next-time.tsx';
import { ScheduleActions } from './schedule-actions.tsx';
import classes from './schedules.module.css';
import { text } from './strings.ts';

/** Columns of the list of schedules. */
export function createScheduleColumns(
  toName: (workflowId: string) => string,
  timeZone: string,
): readonly Column<Schedule>[] {
  return [
    {
      id: 'workflow',
      header: text.workflow,
      width: 150,
      grow: true,
      fixed: true,
      card: 'title',
      cell: ({ workflowId, stepId }) => (
        <Link to="/workflows/$workflowId" params={{ workflowId }} search={{ step: stepId }} className={classes.name}>
          {toName(workflowId)}
        </Link>
      ),
    },
    {
      id: 'when',
      header: text.when,
      width: 200,
      grow: true,
      cell: ({ cron }) => {
        const words = toCronWords(cron);
        return words === undefined ? <code>{cron}</code> : <span title={cron}>{words}</span>;
      },
    },
    { id: 'zone', header: text.zoneHeader, width: 124, cell: ({ timeZone: zone }) => zone },
    {
      id: 'next',
      header: text.next,
      width: 170,
      cell: (schedule) => <NextTime schedule={schedule} timeZone={timeZone} />,
    },
    {
      id: 'last',
      header: text.last,
      width: 116,
      cell: ({ lastAt, lastRunId }) => {
        if (lastAt === undefined) return <span className={classes.faint}>{text.notYet}</span>;
        if (lastRunId === undefined) return <Ago at={lastAt} />;
        return (
          <Link to="/runs/$runId" params={{ runId: lastRunId }} className={classes.plainLink}>
            <Ago at={lastAt} />
          </Link>
        );
      },
    },
    {
      id: 'actions',
      header: text.status,
      width: 156,
      align: 'end',
      fixed: true,
      card: 'side',
      cell: (schedule) => <ScheduleActions schedule={schedule} name={toName(schedule.workflowId)} />,
    },
  ];
}
