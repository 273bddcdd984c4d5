import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { ITERATIONS_PAGE, iterationPageQuery } from './iteration-queries.ts';
import { IterationRow, ROW_HEIGHT } from './iteration-row.tsx';
import classes from './loops.module.css';
import { text } from './strings.ts';

/** Every iteration in a virtual list; the pages around what is seen are fetched. */
export function AllIterations(props: {
  readonly runId: string;
  readonly loopPath: string;
  readonly count: number;
  readonly mark: number;
  /** Number of an iteration to scroll to. */
  readonly target: number | undefined;
  readonly onOpen: (index: number) => void;
}) {
  const { runId, loopPath, count, mark, target, onOpen } = props;
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const shown = rows.getVirtualItems();
  const pages = [...new Set(shown.map(({ index }) => Math.floor(index / ITERATIONS_PAGE)))];
  const fetched = useQueries({ queries: pages.map((page) => iterationPageQuery(runId, loopPath, page, mark)) });
  useEffect(() => {
    if (target !== undefined && target < count) rows.scrollToIndex(target, { align: 'center' });
  }, [target, count, rows]);
  if (count === 0) return <p className={classes.none}>{text.none}</p>;
  return (
    <section ref={scroller} className={classes.scroller} aria-label={text.list}>
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const page = Math.floor(index / ITERATIONS_PAGE);
          const data = fetched[pages.indexOf(page)]?.data;
          const iteration = data?.items.find((item) => item.index === index);
          return (
            <li key={index} className={classes.row} style={{ top: start }}>
              <IterationRow index={index} iteration={iteration} isTarget={index === target} onOpen={onOpen} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
