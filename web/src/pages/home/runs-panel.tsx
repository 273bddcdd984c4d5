import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import type { RunSummary } from '#web/api/shapes.ts';
import { Ago } from '#web/ui/ago.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { PanelList } from './panel-list.tsx';
import { text } from './strings.ts';
import { useHomeRuns } from './use-home-runs.ts';

/** Runs: those that need attention first. */
export function RunsPanel() {
  const { attention, latest } = useHomeRuns();
  const names = useQuery(workflowNamesQuery).data;
  const bad = attention.data?.items ?? [];
  const badIds = new Set(bad.map((run) => run.id));
  const others = (latest.data?.items ?? []).filter((run) => !badIds.has(run.id)).slice(0, Math.max(3, 8 - bad.length));
  const row = (run: RunSummary) => (
    <Link to="/runs/$runId" params={{ runId: run.id }} className={classes.link}>
      <span className={classes.line}>
        <StatusBadge status={run.status} label={false} />
        <span className={classes.name}>{names?.get(run.workflowId)?.name ?? run.workflowId}</span>
        <span className={classes.faint}>
          <Ago at={run.createdAt} />
        </span>
      </span>
      {run.error !== undefined && <span className={classes.error}>{run.error.message}</span>}
    </Link>
  );
  return (
    <Panel title={text.runs} to="/runs">
      {bad.length > 0 && (
        <>
          <h3 className={classes.sub}>{text.needAttention}</h3>
          <PanelList query={attention} items={bad} empty="" toKey={(run) => run.id}>
            {row}
          </PanelList>
          <h3 className={classes.sub}>{text.latest}</h3>
        </>
      )}
      <PanelList query={latest} items={others} empty={text.noRunsYet} rows={6} toKey={(run) => run.id}>
        {row}
      </PanelList>
    </Panel>
  );
}
