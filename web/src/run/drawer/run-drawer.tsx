import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { eachStep } from '../model/each-step.ts';
import { versionQuery } from '../queries.ts';
import { useRunSession, useRunView } from '../use-run-view.ts';
import classes from './drawer.module.css';
import { EventsView } from './events-view.tsx';
import { LogsView } from './logs-view.tsx';
import { RunData } from './run-data.tsx';
import { text } from './strings.ts';
import { WaterfallView } from './waterfall-view.tsx';

/** What the drawer takes. */
export interface RunDrawerProps {
  /** The run to show; undefined when the workflow has none yet. */
  readonly runId: string | undefined;
  /** Instance that is selected, e.g. `each[3].fetch`; the drawer follows it. */
  readonly path: string | undefined;
  /** An instance was chosen in the drawer. */
  readonly onPath: (path: string) => void;
  /** What stands in the tab for problems; without it there is none. */
  readonly problems?: ReactNode;
  /** How many, shown on that tab. */
  readonly problemCount?: number;
  /** Tab that is open first. */
  readonly initialTab?: 'waterfall' | 'problems';
  readonly children?: ReactNode;
}

/** Below a canvas: the run over time, its events, what steps told, its data. */
export function RunDrawer({
  runId,
  path,
  onPath,
  problems,
  problemCount = 0,
  initialTab = 'waterfall',
  children,
}: RunDrawerProps) {
  const [tab, setTab] = useState<string | null>(initialTab);
  const session = useRunSession(runId);
  const { view, state, error, told, logError, readShare } = useRunView(runId);
  const version = useQuery({
    ...versionQuery(view?.workflowId ?? '', view?.version ?? 1),
    enabled: view !== undefined,
  });
  const workflow = version.data?.workflow;
  const stepIds = useMemo(
    () => (workflow === undefined ? [] : [...eachStep(workflow)].map(({ id }) => id)),
    [workflow],
  );
  const waiting =
    runId === undefined ? (
      <EmptyState icon={<ChartGantt size={22} />} title={text.noRunTitle} text={text.noRun} />
    ) : state === 'failed' ? (
      <ErrorState compact error={error} onRetry={() => session?.retry()} />
    ) : (
      <SkeletonRows rows={5} height={28} />
    );
  return (
    <Tabs value={tab} onChange={setTab} className={classes.drawer} keepMounted={false} aria-label={text.drawer}>
      <div className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="waterfall">{text.waterfall}</Tabs.Tab>
          <Tabs.Tab value="events">{text.events}</Tabs.Tab>
          <Tabs.Tab value="logs">{text.logs}</Tabs.Tab>
          <Tabs.Tab value="data">{text.data}</Tabs.Tab>
          {problems !== undefined && (
            <Tabs.Tab
              value="problems"
              rightSection={problemCount > 0 ? <span className={classes.count}>{problemCount}</span> : null}
            >
              {text.problems}
            </Tabs.Tab>
          )}
        </Tabs.List>
        {readShare < 1 && view !== undefined && (
          <progress className={classes.reading} value={readShare} aria-label={text.loading} />
        )}
        {children}
      </div>
      <Tabs.Panel value="waterfall" className={classes.panel}>
        {view === undefined || runId === undefined ? (
          waiting
        ) : (
          <WaterfallView key={runId} runId={runId} view={view} workflow={workflow} selected={path} onSelect={onPath} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="events" className={classes.panel}>
        {session === undefined || view === undefined ? (
          waiting
        ) : (
          <EventsView key={runId} log={session.log} stepIds={stepIds} selected={path} onSelect={onPath} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="logs" className={classes.panel}>
        {view === undefined ? waiting : <LogsView lines={told} error={logError} selected={path} onSelect={onPath} />}
      </Tabs.Panel>
      <Tabs.Panel value="data" className={classes.panel}>
        {view === undefined ? waiting : <RunData view={view} />}
      </Tabs.Panel>
      {problems !== undefined && (
        <Tabs.Panel value="problems" className={classes.panel}>
          {problems}
        </Tabs.Panel>
      )}
    </Tabs>
  );
}
