import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Workflow } from '#contract/workflow.ts';
import { formatDuration } from '#web/strings/format.ts';
import { useNow } from '#web/ui/use-now.ts';
import { findCriticalPath } from '../model/critical-path.ts';
import { toAncestors } from '../model/path.ts';
import type { RunView } from '../model/run-view.ts';
import { arrangeRows } from '../model/waterfall.ts';
import classes from './drawer.module.css';
import { text } from './strings.ts';
import { TimeAxis } from './time-axis-view.tsx';
import { useOpened } from './use-opened.ts';
import { useTimeWindow } from './use-time-window.ts';
import { useWaterfallKeys } from './use-waterfall-keys.ts';
import { WaterfallRowView } from './waterfall-row.tsx';

const ROW_HEIGHT = 28;

/** Steps over time: a bar for each attempt, waits hatched; loops and called runs open below their step. */
export function WaterfallView(props: {
  readonly runId: string;
  readonly view: RunView;
  readonly workflow: Workflow | undefined;
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}) {
  const { runId, view, workflow, selected, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [revealed, setRevealed] = useState<string>();
  // What is selected elsewhere is to be seen here: the loops around it open once, and can be closed again.
  if (selected !== revealed) {
    setRevealed(selected);
    const around = selected === undefined ? [] : toAncestors(selected);
    if (around.some((path) => !open.has(path))) setOpen(new Set([...open, ...around]));
  }
  const now = useNow((time) => (view.finishedAt === undefined ? time : 0));
  const end = view.finishedAt ?? Math.max(now, view.lastAt);
  const time = useTimeWindow(scroller, view.createdAt, end);
  const opened = useOpened(runId, view, open);
  const rows = useMemo(() => arrangeRows(view.instances.values(), open, opened), [view.instances, open, opened]);
  const critical = useMemo(
    () => (workflow === undefined ? undefined : findCriticalPath(workflow, view.instances, end)),
    [workflow, view.instances, end],
  );
  const onPath = useMemo(() => new Set(critical?.steps), [critical]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const toggle = (key: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const selectedIndex = selected === undefined ? -1 : rows.indexOf(selected);
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtual]);
  const keys = useWaterfallKeys({ rows, selectedIndex, onSelect, onToggle: toggle, time });
  const names = useMemo(() => new Map(workflow?.steps.map((step) => [step.id, step.name ?? step.id])), [workflow]);

  return (
    <div className={classes.waterfall}>
      <div className={classes.hints}>
        {critical !== undefined && critical.steps.length > 1 && (
          <span className={classes.hint}>
            {text.longest(critical.steps.map((id) => names.get(id) ?? id).join(' → '), formatDuration(critical.ms))}
          </span>
        )}
        {view.hiddenInstances > 0 && <span className={classes.hint}>{text.hidden(view.hiddenInstances)}</span>}
      </div>
      <TimeAxis time={time} origin={view.createdAt} />
      <div
        ref={scroller}
        className={classes.rowsScroller}
        role="tree"
        aria-label={text.rowsLabel}
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        {...(selectedIndex >= 0 ? { 'aria-activedescendant': `waterfall-${selectedIndex}` } : {})}
      >
        <div className={classes.rows} style={{ height: virtual.getTotalSize() }} role="presentation">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows.at(index);
            if (row === undefined) return null;
            return (
              <WaterfallRowView
                key={row.key}
                id={`waterfall-${index}`}
                runId={runId}
                row={row}
                top={start}
                now={end}
                window={time.window}
                lastSeq={view.lastSeq}
                isSelected={row.key === selected}
                isOnPath={row.kind === 'step' && row.depth === 0 && onPath.has(row.row.stepId)}
                names={names}
                onSelect={onSelect}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
