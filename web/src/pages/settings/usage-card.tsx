import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usageQuery } from '#web/api/queries/settings.ts';
import { workflowNamesQuery } from '#web/api/queries/workflows.ts';
import { formatBytes, formatNumber } from '#web/strings/format.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { Sparkline } from '#web/ui/sparkline.tsx';
import { Card } from './card.tsx';
import classes from './settings.module.css';
import { text } from './strings.ts';

const MOST = 10;

type Counts = Readonly<Record<string, number>>;

/** Runs of all outcomes. */
function toSum(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function toFailed(counts: Counts): number {
  return (counts.failed ?? 0) + (counts['timed-out'] ?? 0);
}

/** How much ran lately, and how large the database is. */
export function UsageCard() {
  const query = useQuery(usageQuery);
  const names = useQuery(workflowNamesQuery).data;
  if (query.isPending) return <SkeletonRows rows={3} height={60} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { days, workflows, unfinished, storageBytes } = query.data;
  const total = days.reduce((sum, day) => sum + toSum(day.runs), 0);
  return (
    <Card title={text.usage}>
      <dl className={classes.figures}>
        <Figure name={text.storage} value={formatBytes(storageBytes)} />
        <Figure name={text.ended} value={formatNumber(total)} />
        <Figure name={text.failedShare} value={formatNumber(days.reduce((sum, day) => sum + toFailed(day.runs), 0))} />
        <Figure name={text.unfinished} value={formatNumber(toSum(unfinished))} />
      </dl>
      {total === 0 && <p className={classes.hint}>{text.noUsage}</p>}
      {days.length > 1 && (
        <Sparkline values={days.map((day) => toSum(day.runs))} label={text.perDay} width={300} height={40} />
      )}
      {workflows.length > 0 && (
        <table className={classes.plainTable}>
          <caption>{text.busiest}</caption>
          <thead>
            <tr>
              <th scope="col">{text.workflow}</th>
              <th scope="col">{text.runs}</th>
              <th scope="col">{text.failed}</th>
            </tr>
          </thead>
          <tbody>
            {workflows.slice(0, MOST).map(({ workflowId, runs }) => (
              <tr key={workflowId}>
                <th scope="row">
                  <Link to="/runs" search={{ workflow: workflowId }} className={classes.link}>
                    {names?.get(workflowId)?.name ?? workflowId}
                  </Link>
                </th>
                <td>{formatNumber(toSum(runs))}</td>
                <td>{formatNumber(toFailed(runs))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
