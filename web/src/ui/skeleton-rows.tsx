import classes from './skeleton-rows.module.css';
import { text } from './strings.ts';

/** Rows in the shape of a list that is coming, so that nothing moves when it is there. */
export function SkeletonRows(props: { readonly rows: number; readonly height?: number }) {
  const { rows, height = 36 } = props;
  return (
    <div className={classes.rows} role="status" aria-label={text.loading}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing have no other identity
        <div key={index} className={classes.row} style={{ height }}>
          <span className={classes.bone} style={{ width: `${WIDTHS[index % WIDTHS.length]}%` }} />
        </div>
      ))}
    </div>
  );
}

/** Widths that look like text rather than like a pattern. */
const WIDTHS = [62, 48, 71, 55, 44, 66, 52];
