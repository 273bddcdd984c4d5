import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatDuration } from '#web/strings/format.ts';
import type { Status } from '#web/ui/status.ts';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import { ITERATIONS_PAGE, iterationPageQuery } from '../loops/iteration-queries.ts';
import { useLoopMark } from '../loops/use-loop-mark.ts';
import type { Span } from '../model/instance.ts';
import type { TimeWindow } from '../model/time-axis.ts';
import type { WaterfallRow } from '../model/waterfall.ts';
import classes from './drawer.module.css';
import { SpanBars } from './span-bars.tsx';
import { text } from './strings.ts';

/** What a row needs besides itself. */
export interface RowProps {
  readonly id: string;
  readonly runId: string;
  readonly row: WaterfallRow;
  readonly top: number;
  readonly now: number;
  readonly window: TimeWindow;
  readonly lastSeq: number;
  readonly isSelected: boolean;
  readonly isOnPath: boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly onSelect: (path: string) => void;
  readonly onToggle: (key: string) => void;
}

/** One row of the waterfall: its name on the left, its time on the right. */
export function WaterfallRowView(props: RowProps) {
  const { id, row, top, isSelected, onSelect, onToggle } = props;
  if (row.kind === 'note') {
    return (
      <div
        className={classes.row}
        style={{ top, paddingLeft: 8 + row.depth * 16 }}
        role="treeitem"
        tabIndex={-1}
        aria-level={row.depth + 1}
      >
        <span className={classes.hint}>{text.nothingInside}</span>
      </div>
    );
  }
  const canOpen = row.kind === 'iteration' || row.opens !== undefined;
  const isOwn = row.kind === 'iteration' || row.runId === undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around handles the keys
    <div
      id={id}
      className={classes.row}
      style={{ top }}
      role="treeitem"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-selected={isSelected}
      data-selected={isSelected || undefined}
      {...(canOpen ? { 'aria-expanded': row.isOpen } : {})}
      onClick={() => isOwn && onSelect(row.key)}
    >
      <div className={classes.rowName} style={{ paddingLeft: 4 + row.depth * 16 }}>
        <button
          type="button"
          tabIndex={-1}
          className={classes.toggle}
          data-hidden={!canOpen || undefined}
          aria-label={row.isOpen ? text.closeRow : text.openRow}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row.key);
          }}
        >
          {row.isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </button>
        {row.kind === 'step' ? <StepRow {...props} row={row} /> : <IterationRow {...props} row={row} />}
      </div>
    </div>
  );
}

function StepRow({
  row,
  names,
  now,
  window,
  isOnPath,
}: RowProps & { readonly row: Extract<WaterfallRow, { kind: 'step' }> }) {
  const { stepId, status, spans, startedAt, endedAt } = row.row;
  return (
    <Line
      status={status}
      name={names.get(stepId) ?? stepId}
      spans={spans.length === 0 ? [{ kind: 'work', from: startedAt, to: endedAt ?? now, attempt: 1 }] : spans}
      ms={(endedAt ?? now) - startedAt}
      now={now}
      window={window}
      isOnPath={isOnPath}
    />
  );
}

function IterationRow(props: RowProps & { readonly row: Extract<WaterfallRow, { kind: 'iteration' }> }) {
  const { row, runId, lastSeq, now, window } = props;
  const mark = useLoopMark(lastSeq);
  const page = useQuery(iterationPageQuery(runId, row.loopPath, Math.floor(row.index / ITERATIONS_PAGE), mark));
  const found = page.data?.items.find(({ index }) => index === row.index);
  const { startedAt, endedAt } = found ?? {};
  const spans: readonly Span[] =
    startedAt === undefined
      ? []
      : [
          {
            kind: 'work',
            from: startedAt,
            ...(endedAt === undefined ? {} : { to: endedAt }),
            attempt: 1,
            ...(found?.status === 'failed' ? { failed: true } : {}),
          },
        ];
  return (
    <Line
      status={found === undefined || found.status === 'pending' ? 'queued' : found.status}
      name={text.iteration(row.index)}
      spans={spans}
      ms={startedAt === undefined ? undefined : (endedAt ?? now) - startedAt}
      now={now}
      window={window}
      isOnPath={false}
    />
  );
}

function Line(props: {
  readonly status: Status;
  readonly name: string;
  readonly spans: readonly Span[];
  readonly ms: number | undefined;
  readonly now: number;
  readonly window: TimeWindow;
  readonly isOnPath: boolean;
}) {
  const { status, name, spans, ms, now, window, isOnPath } = props;
  return (
    <>
      <StatusBadge status={status} size="sm" label={false} />
      <span
        className={classes.name}
        data-critical={isOnPath || undefined}
        title={isOnPath ? `${name}: ${text.onLongest}` : name}
      >
        {name}
      </span>
      <span className={classes.ms}>{ms === undefined ? '' : formatDuration(ms)}</span>
      <SpanBars spans={spans} status={status} now={now} window={window} />
    </>
  );
}
