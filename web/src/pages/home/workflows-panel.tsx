import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recentRunsQuery } from '#web/api/queries/runs.ts';
import { newestWorkflowsQuery } from '#web/api/queries/workflows.ts';
import type { RecentRun } from '#web/api/shapes-of-pages.ts';
import { Ago } from '#web/ui/ago.tsx';
import { Sparkline } from '#web/ui/sparkline.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { PanelList } from './panel-list.tsx';
import { text } from './strings.ts';

const SHOWN = 7;

/** The workflows changed last, with how their last runs went. */
export function WorkflowsPanel() {
  const query = useQuery(newestWorkflowsQuery(SHOWN));
  const items = query.data?.items ?? [];
  const recent = useQuery(recentRunsQuery(items.map((workflow) => workflow.id))).data;
  const runsOf = (id: string) => recent?.items.find((item) => item.workflowId === id)?.runs ?? [];
  return (
    <Panel title={text.recentWorkflows} to="/workflows">
      <PanelList query={query} items={items} empty={text.noWorkflows} rows={SHOWN} toKey={(workflow) => workflow.id}>
        {(workflow) => (
          <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} className={classes.link}>
            <span className={classes.line}>
              <span className={classes.name}>{workflow.name}</span>
              {workflow.draftUpdatedAt !== undefined && <span className={classes.draft}>{text.draft}</span>}
              <Spark runs={runsOf(workflow.id)} />
              <span className={classes.when}>
                <Ago at={workflow.updatedAt} />
              </span>
            </span>
          </Link>
        )}
      </PanelList>
    </Panel>
  );
}

function Spark({ runs }: { runs: readonly RecentRun[] }) {
  if (runs.length === 0) return <span className={classes.spark}>{text.noRuns}</span>;
  const failed = runs.filter((run) => run.status === 'failed' || run.status === 'timed-out').length;
  return (
    <span className={classes.spark}>
      <Sparkline
        values={runs.map(() => 1)}
        statuses={runs.toReversed().map((run) => run.status)}
        width={runs.length * 9}
        height={14}
        label={text.runsLabel(runs.length, failed)}
      />
    </span>
  );
}
