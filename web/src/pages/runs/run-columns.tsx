import { Link } from '@tanstack/react-router';
import type { RunSummary } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import type { Column } from '#web/ui/table/column.ts';
import { RunDuration } from './run-duration.tsx';
import { RunMenu } from './run-menu.tsx';
import classes from './runs.module.css';
import { text } from './strings.ts';

/** What cells need to know besides the run. */
export interface RunColumnsOptions {
  readonly toName: (workflowId: string) => string;
  /** The longest duration around, which makes a full bar. */
  readonly maxMs: number;
}

/** Columns of the list of runs. */
export function createRunColumns({ toName, maxMs }: RunColumnsOptions): readonly Column<RunSummary>[] {
  return [
    {
      id: 'status',
      header: text.status,
      width: 124,
      card: 'side',
      fixed: true,
      cell: (run) => <StatusBadge status={run.status} />,
    },
    {
      id: 'workflow',
      header: text.workflow,
      width: 200,
      grow: true,
      fixed: true,
      card: 'title',
      cell: (run) => (
        <Link to="/runs/$runId" params={{ runId: run.id }} className={classes.name}>
          {toName(run.workflowId)}
        </Link>
      ),
    },
    {
      id: 'created',
      header: text.created,
      width: 130,
      cell: (run) => <Ago at={run.createdAt} />,
    },
    {
      id: 'duration',
      header: text.duration,
      width: 160,
      cell: (run) => <RunDuration run={run} maxMs={maxMs} />,
    },
    {
      id: 'trigger',
      header: text.trigger,
      width: 136,
      cell: (run) => text.triggerName(run.triggerKind),
    },
    {
      id: 'version',
      header: text.version,
      width: 76,
      align: 'end',
      cell: (run) => text.versionOf(run.version),
    },
    {
      id: 'error',
      header: text.error,
      width: 180,
      grow: true,
      cell: (run) =>
        run.error === undefined ? null : (
          <span className={classes.error} title={run.error.message}>
            {run.error.message}
          </span>
        ),
    },
    {
      id: 'id',
      header: text.id,
      width: 230,
      hidden: true,
      card: 'none',
      cell: (run) => <code className={classes.id}>{run.id}</code>,
    },
    {
      id: 'actions',
      header: text.actions,
      quiet: true,
      width: 64,
      align: 'end',
      fixed: true,
      card: 'side',
      cell: (run) => <RunMenu run={run} name={toName(run.workflowId)} />,
    },
  ];
}
