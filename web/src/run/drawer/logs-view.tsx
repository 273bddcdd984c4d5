import { useRef } from 'react';
import { formatClock } from '#web/strings/format.ts';
import { toLine } from '../panel/told-lines.tsx';
import type { ToldLine } from '../session/run-session.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';
import { useTail } from './use-tail.ts';

/** What steps tell while they run, newest last. */
export function LogsView({
  lines,
  onSelect,
}: {
  readonly lines: readonly ToldLine[];
  readonly onSelect: (path: string) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  useTail(scroller, lines.at(-1)?.id ?? 0);
  if (lines.length === 0) return <p className={classes.empty}>{text.noLogs}</p>;
  return (
    <section ref={scroller} className={classes.logs} aria-label={text.logs}>
      <ol>
        {lines.map(({ id, at, path, data }) => (
          <li key={id} className={classes.log}>
            <time className={classes.clock}>{formatClock(at)}</time>
            <button type="button" className={classes.logPath} onClick={() => onSelect(path)}>
              {path}
            </button>
            <span className={classes.logText}>{toLine(data)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
