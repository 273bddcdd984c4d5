import type { Trend } from '#web/api/shapes-of-pages.ts';
import { formatDuration, formatNumber, formatTime } from '#web/strings/format.ts';
import { text } from './strings.ts';
import classes from './trend.module.css';
import { countRuns } from './trend-maths.ts';

/** The figures of the charts, for who reads rather than looks. */
export function TrendTable({ trend }: { trend: Trend }) {
  const filled = trend.buckets.filter((bucket) => countRuns(bucket) > 0);
  if (filled.length === 0) return null;
  const duration = (ms: number | undefined) => (ms === undefined ? text.noRate : formatDuration(ms));
  return (
    <details className={classes.details}>
      <summary>{text.asTable}</summary>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {[
                text.time,
                text.succeeded,
                text.failed,
                text.timedOut,
                text.cancelled,
                text.unfinished,
                text.median,
                text.slowest,
              ].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filled.map((bucket) => (
              <tr key={bucket.from}>
                <th scope="row">{formatTime(bucket.from)}</th>
                <td>{formatNumber(bucket.succeeded)}</td>
                <td>{formatNumber(bucket.failed)}</td>
                <td>{formatNumber(bucket.timedOut)}</td>
                <td>{formatNumber(bucket.cancelled)}</td>
                <td>{formatNumber(bucket.unfinished)}</td>
                <td>{duration(bucket.p50Ms)}</td>
                <td>{duration(bucket.p95Ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
