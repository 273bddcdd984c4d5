import { Button, SegmentedControl } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { ErrorState } from '#web/ui/error-state.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { isOfStep } from '../model/describe-event.ts';
import type { ToldLine } from '../session/told-lines.ts';
import classes from './drawer.module.css';
import { LogRow } from './log-row.tsx';
import styles from './logs.module.css';
import { text } from './strings.ts';
import { useTail } from './use-tail.ts';

type Shown = 'all' | 'step' | 'problems';

/** What steps wrote to their logs and told while they ran, newest last; it follows the end until a person scrolls up. */
export function LogsView(props: {
  readonly lines: readonly ToldLine[];
  readonly error: unknown;
  /** Instance that is selected elsewhere. */
  readonly selected: string | undefined;
  readonly onSelect: (path: string) => void;
}) {
  const { lines, error, selected, onSelect } = props;
  const scroller = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Shown>('all');
  const shown = chosen === 'step' && selected === undefined ? 'all' : chosen;
  const wanted = typed.trim().toLowerCase();
  const found = useMemo(
    () =>
      lines.filter((line) => {
        if (shown === 'problems' && line.level !== 'warn' && line.level !== 'error') return false;
        if (shown === 'step' && selected !== undefined && !isOfStep(line.path, selected)) return false;
        return wanted === '' || `${line.path} ${line.text}`.toLowerCase().includes(wanted);
      }),
    [lines, shown, selected, wanted],
  );
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => found[index]?.id ?? index,
    estimateSize: () => 24,
    overscan: 20,
  });
  const tail = useTail(scroller, rows.getTotalSize());
  return (
    <div className={classes.events}>
      <div className={classes.filters}>
        <div className={classes.search}>
          <SearchField label={text.searchLogs} value={typed} onChange={setTyped} />
        </div>
        <SegmentedControl
          size="xs"
          aria-label={text.showLogs}
          value={shown}
          onChange={(next) => setChosen(next as Shown)}
          data={[
            { value: 'all', label: text.allLogs },
            { value: 'step', label: text.stepLogs, disabled: selected === undefined },
            { value: 'problems', label: text.problemLogs },
          ]}
        />
        <span className={classes.hint} aria-live="polite">
          {text.lines(found.length)}
        </span>
      </div>
      {error !== undefined && <ErrorState compact error={error} />}
      <section ref={scroller} className={styles.logs} aria-label={text.logs}>
        {found.length === 0 && <p className={classes.empty}>{lines.length === 0 ? text.noLogs : text.noLogFound}</p>}
        <ol className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const line = found[index];
            return (
              line !== undefined && (
                <li
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  className={styles.logItem}
                  style={{ top: start }}
                >
                  <LogRow line={line} onSelect={onSelect} />
                </li>
              )
            );
          })}
        </ol>
      </section>
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
