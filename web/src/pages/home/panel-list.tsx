import type { ReactNode } from 'react';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import classes from './home.module.css';

/** What a query of a panel tells. */
interface PanelQuery {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Rows of a panel, or what stands in their place while they load, when they failed and when there are none. */
export function PanelList<Item>(props: {
  readonly query: PanelQuery;
  readonly items: readonly Item[];
  readonly empty: string;
  readonly rows?: number;
  readonly toKey: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}) {
  const { query, items, empty, rows = 3, toKey, children } = props;
  if (query.isPending) return <SkeletonRows rows={rows} height={36} />;
  if (query.isError && items.length === 0)
    return <ErrorState compact error={query.error} onRetry={() => query.refetch()} />;
  if (items.length === 0) return <p className={classes.none}>{empty}</p>;
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={toKey(item)} className={classes.row}>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}
