import { Link } from '@tanstack/react-router';
import type { RunDetail } from '#web/api/shapes.ts';
import { formatDuration } from '#web/strings/format.ts';
import { Ago } from '#web/ui/ago.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import classes from './compare.module.css';
import { text } from './strings.ts';

/** The two runs as wholes, and whether they ran the same workflow at all. */
export function CompareSummary({ a, b }: { readonly a: RunDetail; readonly b: RunDetail }) {
  const sameWorkflow = a.workflowId === b.workflowId;
  return (
    <>
      <div className={classes.summary}>
        <Side run={a} label={text.first} />
        <Side run={b} label={text.second} />
      </div>
      {!sameWorkflow && <p className={classes.notice}>{text.workflowsDiffer(a.workflowId, b.workflowId)}</p>}
      {sameWorkflow && a.version !== b.version && (
        <p className={classes.notice}>
          {text.versionsDiffer(a.version, b.version)}{' '}
          <Link
            to="/workflows/$workflowId/versions"
            params={{ workflowId: b.workflowId }}
            search={{ from: String(a.version), to: String(b.version) }}
          >
            {text.showVersions}
          </Link>
        </p>
      )}
    </>
  );
}

function Side({ run, label }: { readonly run: RunDetail; readonly label: string }) {
  return (
    <section className={classes.card} aria-label={label}>
      <h2>{label}</h2>
      <div className={classes.facts}>
        <StatusBadge status={run.status} />
        {run.finishedAt !== undefined && (
          <span>{formatDuration(run.finishedAt - (run.startedAt ?? run.createdAt))}</span>
        )}
        <Ago at={run.createdAt} />
        <Link to="/runs/$runId" params={{ runId: run.id }} search={{}}>
          {text.openRun} {run.id.slice(-6)}
        </Link>
      </div>
      {run.error !== undefined && <p className={classes.error}>{run.error.message}</p>}
    </section>
  );
}
