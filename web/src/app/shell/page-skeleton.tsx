import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from './page-skeleton.module.css';

/** A page that is coming, in the shape most have. */
export function PageSkeleton() {
  return (
    <main className={classes.page}>
      <span className={classes.title} aria-hidden="true" />
      <SkeletonRows rows={9} height={40} />
    </main>
  );
}
