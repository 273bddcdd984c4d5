import classes from './sparkline.module.css';
import { type Status, toStatusColour } from './status.ts';

const WIDTH = 96;
const HEIGHT = 24;
const GAP = 1.5;

/** A small trend of bars, oldest first; with `statuses` each bar has the colour of its run. `label` says in words what it shows. */
export function Sparkline(props: {
  readonly values: readonly number[];
  readonly statuses?: readonly Status[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}) {
  const { values, statuses, label, width = WIDTH, height = HEIGHT } = props;
  const highest = Math.max(...values, 0);
  const step = width / Math.max(values.length, 1);
  const bar = Math.max(1, Math.min(step - GAP, 10));
  return (
    <svg
      className={classes.chart}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{label}</title>
      {values.map((value, index) => {
        const tall = highest > 0 && Number.isFinite(value) ? Math.max(2, (Math.max(0, value) / highest) * height) : 2;
        const status = statuses?.[index];
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * step}
            y={height - tall}
            width={bar}
            height={tall}
            rx={1}
            fill={status === undefined ? 'var(--accent)' : toStatusColour(status)}
          />
        );
      })}
    </svg>
  );
}
