import type { StoredEvent } from '#contract/run-event.ts';
import { formatClock, formatNumber } from '#web/strings/format.ts';
import classes from './drawer.module.css';
import { toEventNote } from './event-note.ts';
import { text } from './strings.ts';

/** One event in the list. */
export function EventRow(props: {
  readonly seq: number;
  readonly stored: StoredEvent | undefined;
  readonly isOpen: boolean;
  /** Path that is selected elsewhere. */
  readonly selected: string | undefined;
  readonly onOpen: (seq: number) => void;
}) {
  const { seq, stored, isOpen, selected, onOpen } = props;
  const event = stored?.event;
  const path = event !== undefined && 'path' in event ? event.path : '';
  return (
    <button
      type="button"
      className={classes.event}
      aria-pressed={isOpen}
      data-related={(path !== '' && path === selected) || undefined}
      onClick={() => onOpen(seq)}
    >
      <span className={classes.seq}>{formatNumber(seq)}</span>
      <span className={classes.clock}>{event === undefined ? '' : formatClock(event.at)}</span>
      <span className={classes.type} data-type={event?.type}>
        {event?.type ?? text.loading}
      </span>
      <span className={classes.eventPath}>{path}</span>
      <span className={classes.note}>{event === undefined ? '' : toEventNote(event)}</span>
    </button>
  );
}
