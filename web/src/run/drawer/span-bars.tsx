import { formatDuration } from '#web/strings/format.ts';
import { type Status, toStatusColour } from '#web/ui/status.ts';
import type { Span } from '../model/instance.ts';
import { type TimeWindow, toBar } from '../model/time-axis.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';

/** The time of one row: a bar for each attempt, waits hatched, pauses thin. */
export function SpanBars(props: {
  readonly spans: readonly Span[];
  readonly status: Status;
  readonly now: number;
  readonly window: TimeWindow;
}) {
  const { spans, status, now, window } = props;
  return (
    <span className={classes.lane} aria-hidden="true">
      {spans.map((span) => {
        const bar = toBar(span.from, span.to ?? now, window);
        if (bar === undefined) return null;
        return (
          <span
            key={`${span.kind} ${span.from}`}
            className={classes.bar}
            data-kind={span.kind}
            title={describe(span, now)}
            style={{
              left: `min(${bar.left * 100}%, calc(100% - 2px))`,
              width: `max(2px, ${bar.width * 100}%)`,
              color: toStatusColour(toTone(span, status)),
            }}
          />
        );
      })}
    </span>
  );
}

function toTone(span: Span, status: Status): Status {
  if (span.failed === true) return 'failed';
  if (span.kind === 'wait') return status === 'uncertain' && span.to === undefined ? 'uncertain' : 'waiting';
  if (span.kind === 'pause') return 'waiting';
  return span.to === undefined || status === 'failed' ? (status === 'failed' ? 'failed' : 'running') : status;
}

function describe({ kind, from, to, attempt }: Span, now: number): string {
  const duration = formatDuration((to ?? now) - from);
  if (kind === 'work') return `${text.attempt(attempt)}: ${duration}`;
  return `${kind === 'wait' ? text.waited : text.paused}: ${duration}`;
}
