import { Link } from '@tanstack/react-router';
import type { WorkflowSummary } from '#web/api/shapes.ts';
import type { Activation, RecentRun } from '#web/api/shapes-of-pages.ts';
import { Ago } from '#web/ui/ago.tsx';
import type { Column } from '#web/ui/table/column.ts';
import { TagChip } from '#web/ui/tag-chip.tsx';
import { ActiveSwitch } from './active-switch.tsx';
import { RunSpark } from './run-spark.tsx';
import { text } from './strings.ts';
import { WorkflowMenu } from './workflow-menu.tsx';
import classes from './workflows.module.css';

/** What cells need to know besides the workflow. */
export interface WorkflowColumnsOptions {
  readonly recent: ReadonlyMap<string, readonly RecentRun[]>;
  readonly active: ReadonlyMap<string, Activation>;
}

/** Columns of the list of workflows. */
export function createWorkflowColumns({ recent, active }: WorkflowColumnsOptions): readonly Column<WorkflowSummary>[] {
  return [
    {
      id: 'id',
      header: text.name,
      width: 220,
      grow: true,
      fixed: true,
      sortable: true,
      card: 'title',
      cell: (workflow) => (
        <>
          <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} className={classes.name}>
            {workflow.name}
          </Link>
          {workflow.draftUpdatedAt !== undefined && (
            <span className={classes.draft} title={text.draftHint}>
              {text.draft}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'description',
      header: text.description,
      width: 260,
      grow: true,
      hidden: true,
      card: 'none',
      cell: (workflow) => <span title={workflow.description}>{workflow.description}</span>,
    },
    {
      id: 'active',
      header: text.active,
      width: 124,
      card: 'side',
      cell: (workflow) => <ActiveSwitch workflow={workflow} activation={active.get(workflow.id)} />,
    },
    {
      id: 'runs',
      header: text.lastRuns,
      width: 122,
      cell: (workflow) => <RunSpark runs={recent.get(workflow.id)} />,
    },
    {
      id: 'updated',
      header: text.updated,
      width: 130,
      sortable: true,
      cell: (workflow) => <Ago at={workflow.updatedAt} />,
    },
    {
      id: 'tags',
      header: text.tags,
      width: 190,
      cell: (workflow) =>
        workflow.tags.length === 0 ? null : (
          <span className={classes.tags}>
            {workflow.tags.map((tag) => (
              <TagChip key={tag} tag={tag} />
            ))}
          </span>
        ),
    },
    {
      id: 'version',
      header: text.version,
      width: 84,
      align: 'end',
      hidden: true,
      card: 'none',
      cell: (workflow) => text.versionOf(workflow.currentVersion),
    },
    {
      id: 'workflowId',
      header: text.id,
      width: 180,
      hidden: true,
      card: 'none',
      cell: (workflow) => <code className={classes.code}>{workflow.id}</code>,
    },
    {
      id: 'actions',
      header: text.actions,
      quiet: true,
      width: 64,
      align: 'end',
      fixed: true,
      card: 'side',
      cell: (workflow) => <WorkflowMenu workflow={workflow} />,
    },
  ];
}
