import type { Trend } from '#web/api/shapes-of-pages.ts';
import { formatDuration, formatTime } from '#web/strings/format.ts';
import { text } from './strings.ts';
import classes from './trend.module.css';
import { countRuns, OUTCOMES, type Outcome, stackBar, toDurationRange, toLinePath } from './trend-maths.ts';

const WIDTH = 560;
const HEIGHT = 72;

/** Outcomes as stacked bars, durations as two lines. */
export function TrendCharts({ trend }: { trend: Trend }) {
  const { buckets, total } = trend;
  const most = Math.max(0, ...buckets.map(countRuns));
  const step = WIDTH / Math.max(1, buckets.length);
  const range = toDurationRange(buckets);
  const size = { width: WIDTH, height: HEIGHT - 8, ...range };
  const isEmpty = most === 0;
  return (
    <div className={classes.charts}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes.chart}
        role="img"
        aria-label={text.outcomes(countRuns(total), total.failed + total.timedOut)}
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={classes.base} />
        {buckets.map((bucket, index) => (
          <g key={bucket.from}>
            <title>
              {text.bucket(formatTime(bucket.from), text.outcomes(countRuns(bucket), bucket.failed + bucket.timedOut))}
            </title>
            <rect x={index * step} y={0} width={step} height={HEIGHT} className={classes.hit} />
            {stackBar(bucket, HEIGHT, most).map(({ outcome, y, height }) => (
              <rect
                key={outcome}
                x={index * step + step * 0.12}
                y={y}
                width={step * 0.76}
                height={height}
                className={classes.part}
                data-outcome={outcome}
              />
            ))}
          </g>
        ))}
      </svg>
      <svg
        viewBox={`0 -4 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={classes.chart}
        role="img"
        aria-label={text.durations(total.p50Ms, total.p95Ms)}
      >
        <line x1={0} x2={WIDTH} y1={HEIGHT - 4.5} y2={HEIGHT - 4.5} className={classes.base} />
        <path d={toLinePath(buckets, 'p95Ms', size)} className={classes.line} data-line="p95" />
        <path d={toLinePath(buckets, 'p50Ms', size)} className={classes.line} data-line="p50" />
        {buckets.map((bucket, index) => (
          <rect key={bucket.from} x={index * step} y={-4} width={step} height={HEIGHT} className={classes.hit}>
            <title>{text.bucket(formatTime(bucket.from), text.durations(bucket.p50Ms, bucket.p95Ms))}</title>
          </rect>
        ))}
      </svg>
      {isEmpty && <p className={classes.empty}>{text.noTrend}</p>}
      <div className={classes.legend} aria-hidden>
        {OUTCOMES.filter((outcome) => total[outcome] > 0).map((outcome) => (
          <span key={outcome} className={classes.key} data-outcome={outcome}>
            {text[outcome satisfies Outcome]}
          </span>
        ))}
        {total.p50Ms !== undefined && total.p95Ms !== undefined && (
          <>
            <span className={classes.key} data-line="p50">
              {text.median} {formatDuration(total.p50Ms)}
            </span>
            <span className={classes.key} data-line="p95">
              {text.slowest} {formatDuration(total.p95Ms)}
            </span>
          </>
        )}
      </div>
      {trend.sampled && <p className={classes.note}>{text.sampled}</p>}
    </div>
  );
}
