import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { schedulesQuery } from '#web/api/queries/schedules.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { formatTime } from '#web/strings/format.ts';
import { Ago } from '#web/ui/ago.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { PanelList } from './panel-list.tsx';
import { text } from './strings.ts';

const SHOWN = 5;

/** What schedules fire next. */
export function SchedulesPanel() {
  const query = useQuery({ ...schedulesQuery, refetchInterval: 30_000 });
  const names = useQuery(workflowNamesQuery).data;
  const next = (query.data?.items ?? [])
    .flatMap((schedule) => (schedule.nextAt === undefined ? [] : [{ ...schedule, nextAt: schedule.nextAt }]))
    .sort((a, b) => a.nextAt - b.nextAt)
    .slice(0, SHOWN);
  return (
    <Panel title={text.schedules} to="/schedules">
      <PanelList query={query} items={next} empty={text.noSchedules} toKey={(schedule) => schedule.id}>
        {({ workflowId, nextAt }) => (
          <Link to="/schedules" className={classes.link}>
            <span className={classes.line}>
              <span className={classes.name}>{names?.get(workflowId)?.name ?? workflowId}</span>
              <span className={classes.when} title={formatTime(nextAt)}>
                <Ago at={nextAt} />
              </span>
            </span>
          </Link>
        )}
      </PanelList>
    </Panel>
  );
}
