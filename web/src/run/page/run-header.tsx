import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDuration } from '#web/strings/format.ts';
import { Ago } from '#web/ui/ago.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { useNow } from '#web/ui/use-now.ts';
import type { RunView } from '../model/run-view.ts';
import { childRunsQuery } from '../queries.ts';
import classes from './page.module.css';
import { text } from './strings.ts';

/** Head of a run: what runs, how it is, since when, by whom, and where it comes from. */
export function RunHeader(props: {
  readonly runId: string;
  readonly view: RunView;
  readonly name: string;
  readonly actions: ReactNode;
  readonly switcher: ReactNode;
}) {
  const { runId, view, name, actions, switcher } = props;
  const { workflowId, version, trigger, forkedFrom, parent, simulated } = view;
  const children = useQuery({ ...childRunsQuery(runId), enabled: view.finishedAt !== undefined });
  const called = children.data ?? [];
  return (
    <div className={classes.head}>
      <PageHeader
        title={name}
        crumbs={[{ label: text.runs, to: '/runs' }]}
        actions={actions}
        subtitle={
          <div className={classes.facts}>
            <span aria-live="polite">
              <StatusBadge status={view.status} />
            </span>
            <RunTime view={view} />
            <span>
              <Link to="/workflows/$workflowId/versions" params={{ workflowId }} search={{ to: String(version) }}>
                {text.version(version)}
              </Link>
            </span>
            <span>{text.startedBy(trigger.kind, trigger.by)}</span>
            <span>
              {text.created} <Ago at={view.createdAt} />
            </span>
            {simulated && <span>{text.simulated}</span>}
            {forkedFrom !== undefined && (
              <span>
                {text.forkedFrom} <RunLink runId={forkedFrom.runId} />
              </span>
            )}
            {parent !== undefined && (
              <span>
                {text.calledBy} <RunLink runId={parent.runId} step={parent.path} />
              </span>
            )}
            {called.length > 0 && (
              <span className={classes.called}>
                {text.calledRuns(called.length)}
                {called.slice(0, 3).map(({ id }) => (
                  <RunLink key={id} runId={id} />
                ))}
              </span>
            )}
            {switcher}
          </div>
        }
      />
    </div>
  );
}

function RunLink({ runId, step }: { readonly runId: string; readonly step?: string }) {
  return (
    <Link
      to="/runs/$runId"
      params={{ runId }}
      search={step === undefined || step === '' ? {} : { step }}
      className={classes.id}
    >
      {runId.slice(-6)}
    </Link>
  );
}

function RunTime({ view }: { readonly view: RunView }) {
  const { createdAt, startedAt, finishedAt } = view;
  const from = startedAt ?? createdAt;
  const ms = useNow((now) => (finishedAt ?? Math.max(now, from)) - from);
  const duration = formatDuration(ms);
  if (finishedAt !== undefined) return <span>{text.took(duration)}</span>;
  return (
    <span className={classes.ticking}>{startedAt === undefined ? text.queued(duration) : text.running(duration)}</span>
  );
}
