import { Button, SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import { schedulesQuery } from '#web/api/queries/schedules.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageFrame } from '#web/ui/page-frame.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { DataTable } from '#web/ui/table/data-table.tsx';
import { createScheduleColumns } from './schedule-columns.tsx';
import classes from './schedules.module.css';
import { text } from './strings.ts';
import { WeekStrip } from './week-strip.tsx';

const LOCAL_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Schedules of active workflows: what fires when, on a strip of days and as a list. */
export function SchedulesPage() {
  const navigate = useNavigate();
  const query = useQuery({ ...schedulesQuery, refetchInterval: 15_000 });
  const names = useQuery(workflowNamesQuery).data;
  const [zone, setZone] = useLocalStorage<'local' | 'utc'>({
    key: 'flowright.schedules.zone',
    defaultValue: 'local',
    deserialize: (value) => (value?.includes('utc') === true ? 'utc' : 'local'),
    getInitialValueInEffect: false,
  });
  const timeZone = zone === 'utc' ? 'UTC' : LOCAL_ZONE;
  const toName = (workflowId: string) => names?.get(workflowId)?.name ?? workflowId;
  const items = query.data?.items ?? [];
  const chooser = LOCAL_ZONE !== 'UTC' && (
    <SegmentedControl
      size="xs"
      aria-label={text.zone}
      value={zone}
      onChange={(value) => setZone(value === 'utc' ? 'utc' : 'local')}
      data={[
        { value: 'local', label: text.zoneLocal(LOCAL_ZONE) },
        { value: 'utc', label: text.zoneUtc },
      ]}
    />
  );
  return (
    <PageFrame fill>
      <PageHeader title={text.title} actions={chooser} />
      {query.isError && items.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          {items.length > 0 && (
            <>
              <h2 className="visually-hidden">{text.next7}</h2>
              <WeekStrip schedules={items} timeZone={timeZone} toName={toName} />
            </>
          )}
          <h2 className="visually-hidden">{text.list}</h2>
          <div className={classes.table}>
            <DataTable
              id="schedules"
              label={text.title}
              columns={createScheduleColumns(toName, timeZone)}
              rows={items}
              rowId={(schedule) => schedule.id}
              rowName={(schedule) => toName(schedule.workflowId)}
              onOpen={({ workflowId, stepId }) =>
                void navigate({ to: '/workflows/$workflowId', params: { workflowId }, search: { step: stepId } })
              }
              isLoading={query.isPending}
              empty={
                <EmptyState
                  icon={<CalendarClock size={22} />}
                  title={text.emptyTitle}
                  text={text.emptyText}
                  action={
                    <Button renderRoot={(props) => <Link to="/workflows" {...props} />}>{text.emptyAction}</Button>
                  }
                />
              }
            />
          </div>
        </>
      )}
    </PageFrame>
  );
}
