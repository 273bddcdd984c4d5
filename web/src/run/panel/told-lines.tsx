import { formatClock } from '#web/strings/format.ts';
import type { ToldLine } from '../session/run-session.ts';
import classes from './panel.module.css';

/** What a step told while it ran, newest last. */
export function ToldLines({ lines }: { readonly lines: readonly ToldLine[] }) {
  return (
    <ol className={classes.told} aria-live="off">
      {lines.map(({ id, at, data }) => (
        <li key={id}>
          <time className={classes.muted}>{formatClock(at)}</time> <span>{toLine(data)}</span>
        </li>
      ))}
    </ol>
  );
}

/** One line of what was told: its text, else all of it. */
export function toLine(data: Readonly<Record<string, unknown>>): string {
  for (const field of ['log', 'message', 'text', 'delta', 'status']) {
    const value = data[field];
    if (typeof value === 'string') return value;
  }
  return JSON.stringify(data);
}
