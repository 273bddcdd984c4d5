import classes from './table.module.css';

const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** Rows in the shape of those to come. */
export function TableSkeleton({ asCards }: { asCards: boolean }) {
  return (
    <div aria-hidden className={classes.skeleton}>
      {ROWS.map((row) => (
        <div key={row} className={asCards ? classes.skeletonCard : classes.skeletonRow}>
          <span className={classes.bone} style={{ width: `${30 + ((row * 17) % 25)}%` }} />
          <span className={classes.bone} style={{ width: '12%' }} />
        </div>
      ))}
    </div>
  );
}
