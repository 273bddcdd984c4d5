import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SkeletonRows } from '#web/ui/skeleton-rows.tsx';
import { iterationsByStatusQuery } from './iteration-queries.ts';
import { IterationRow, ROW_HEIGHT } from './iteration-row.tsx';
import classes from './loops.module.css';
import { text } from './strings.ts';

/** The iterations that failed or are under way, a page at a time. */
export function IterationsByStatus(props: {
  readonly runId: string;
  readonly loopPath: string;
  readonly status: 'failed' | 'running';
  readonly mark: number;
  readonly onOpen: (index: number) => void;
}) {
  const { runId, loopPath, status, mark, onOpen } = props;
  const query = useInfiniteQuery({
    ...iterationsByStatusQuery(runId, loopPath, status, mark),
    placeholderData: keepPreviousData,
  });
  if (query.isPending) return <SkeletonRows rows={4} height={ROW_HEIGHT} />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return <p className={classes.none}>{status === 'failed' ? text.noneFailed : text.noneRunning}</p>;
  return (
    <section className={classes.scroller} aria-label={text.list}>
      <ul className={classes.found}>
        {items.map((iteration) => (
          <li key={iteration.index}>
            <IterationRow index={iteration.index} iteration={iteration} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </section>
  );
}
