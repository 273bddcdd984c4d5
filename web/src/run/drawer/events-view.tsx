import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ErrorState } from '#web/ui/error-state.tsx';
import { type EventFilter, NO_FILTER } from '../model/describe-event.ts';
import { type EventLog, findSeqAt } from '../session/event-log.ts';
import classes from './drawer.module.css';
import { EventDetail } from './event-detail.tsx';
import { EventFilterBar } from './event-filter-bar.tsx';
import { EventRow } from './event-row.tsx';
import { text } from './strings.ts';
import { toTimeOfDay } from './time-of-day.ts';
import { MAX_FOUND, useFoundEvents } from './use-event-log.ts';
import { useTail } from './use-tail.ts';

const ROW_HEIGHT = 28;

/** Every event of the journal: searched, jumped through by time, and followed while the run goes on. */
export function EventsView(props: {
  readonly log: EventLog;
  readonly stepIds: readonly string[];
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}) {
  const { log, stepIds, selected, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState<EventFilter>(NO_FILTER);
  const [open, setOpen] = useState<number>();
  const found = useFoundEvents(log, filter);
  const count = found.seqs?.length ?? log.count;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });
  const tail = useTail(scroller, rows.getTotalSize());
  const shown = rows.getVirtualItems();
  const seqs = useMemo(() => shown.map(({ index }) => found.seqs?.[index] ?? index + 1), [shown, found.seqs]);
  useEffect(() => {
    for (const seq of seqs) if (log.get(seq) === undefined) void log.load(seq).catch(() => undefined);
  }, [seqs, log]);
  const jump = async (typed: string): Promise<void> => {
    const first = log.get(1) ?? (await log.load(1).then(() => log.get(1)));
    const at = toTimeOfDay(typed, first?.event.at ?? 0);
    if (at === undefined) return;
    const seq = await findSeqAt(log, at);
    const index = found.seqs === undefined ? seq - 1 : found.seqs.findIndex((place) => place >= seq);
    rows.scrollToIndex(Math.max(0, Math.min(count - 1, index)), { align: 'start' });
    setOpen(Math.min(seq, log.count));
  };
  const stored = open === undefined ? undefined : log.get(open);
  return (
    <div className={classes.events}>
      <EventFilterBar
        filter={filter}
        stepIds={stepIds}
        onChange={setFilter}
        onJump={(typed) => void jump(typed)}
        summary={found.seqs === undefined ? text.total(log.count) : text.found(count, found.scanned, log.count)}
      />
      {found.error !== undefined && <ErrorState compact error={found.error} />}
      {count >= MAX_FOUND && found.seqs !== undefined && <p className={classes.hint}>{text.foundLimit(MAX_FOUND)}</p>}
      <div className={classes.eventsBody}>
        <section ref={scroller} className={classes.eventsScroller} aria-label={text.eventsList}>
          {count === 0 && found.seqs !== undefined && found.scanned >= log.count && (
            <p className={classes.empty}>{text.noneFound}</p>
          )}
          <ol className={classes.rows} style={{ height: rows.getTotalSize() }}>
            {shown.map(({ index, start }, at) => {
              const seq = seqs[at] ?? index + 1;
              return (
                <li key={seq} className={classes.eventItem} style={{ top: start }}>
                  <EventRow
                    seq={seq}
                    stored={log.get(seq)}
                    isOpen={seq === open}
                    selected={selected}
                    onOpen={(chosen) => {
                      setOpen(chosen);
                      const event = log.get(chosen)?.event;
                      if (event !== undefined && 'path' in event) onSelect(event.path);
                    }}
                  />
                </li>
              );
            })}
          </ol>
        </section>
        {stored !== undefined && <EventDetail stored={stored} onClose={() => setOpen(undefined)} />}
      </div>
      {!tail.isAtEnd && (
        <Button
          size="xs"
          variant="default"
          className={classes.toEnd}
          leftSection={<ArrowDownToLine size={14} aria-hidden="true" />}
          onClick={tail.toEnd}
        >
          {text.toEnd}
        </Button>
      )}
    </div>
  );
}
