import { useState } from 'react';
import type { RunSummary } from '#web/api/shapes.ts';
import { formatDuration } from '#web/strings/format.ts';
import { Ago } from '#web/ui/ago.tsx';
import { SearchField } from '#web/ui/search-field.tsx';
import { StatusBadge } from '#web/ui/status-badge.tsx';
import classes from './page.module.css';
import { text } from './strings.ts';

/** Runs of one workflow to choose from, newest first, narrowed by id, status or trigger. */
export function RunList(props: {
  readonly runs: readonly RunSummary[];
  readonly current: string | undefined;
  readonly onOpen: (runId: string) => void;
}) {
  const { runs, current, onOpen } = props;
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown = runs.filter(({ id, status, triggerKind, version }) =>
    `${id} ${status} ${triggerKind} v${version}`.toLowerCase().includes(wanted),
  );
  return (
    <div className={classes.runList}>
      <SearchField
        label={text.searchRuns}
        value={typed}
        onChange={setTyped}
        autoFocus
        onKeyDown={(event) => {
          const [first] = shown;
          if (event.key === 'Enter' && first !== undefined) onOpen(first.id);
        }}
      />
      <ul>
        {shown.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              className={classes.runItem}
              aria-current={run.id === current ? 'true' : undefined}
              onClick={() => onOpen(run.id)}
            >
              <StatusBadge status={run.status} size="sm" />
              <code>{run.id.slice(-6)}</code>
              <span className={classes.runWhen}>
                <Ago at={run.createdAt} />
              </span>
              <span className={classes.runTook}>
                {run.finishedAt === undefined ? '' : formatDuration(run.finishedAt - (run.startedAt ?? run.createdAt))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={classes.muted}>{text.noRuns}</p>}
    </div>
  );
}
