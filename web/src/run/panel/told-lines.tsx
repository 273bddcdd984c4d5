import { useRef } from 'react';
import { formatClock } from '#web/strings/format.ts';
import { useTail } from '../drawer/use-tail.ts';
import type { ToldLine } from '../session/told-lines.ts';
import classes from './panel.module.css';
import { text } from './strings.ts';

/** Lines shown in the panel; the drawer has all. */
const MAX_SHOWN = 200;

/** What a step wrote to its log and told while it ran, newest last. */
export function ToldLines({ lines }: { readonly lines: readonly ToldLine[] }) {
  const scroller = useRef<HTMLOListElement>(null);
  useTail(scroller, lines.length);
  const left = Math.max(0, lines.length - MAX_SHOWN);
  return (
    <>
      {left > 0 && <p className={classes.muted}>{text.moreLogs(left)}</p>}
      <ol ref={scroller} className={classes.told} aria-live="off">
        {lines.slice(-MAX_SHOWN).map(({ id, at, level, text: said }) => (
          <li key={id} data-level={level}>
            <time className={classes.muted}>{formatClock(at)}</time> <span>{said}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
