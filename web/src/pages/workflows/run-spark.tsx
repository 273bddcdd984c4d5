import type { RecentRun } from '#web/api/shapes-of-pages.ts';
import { Sparkline } from '#web/ui/sparkline.tsx';
import { text } from './strings.ts';
import classes from './workflows.module.css';

/** Pixels a run takes. */
const BAR = 9.6;

/** The last runs of a workflow, oldest first: how each ended, and how long it took against the others. */
export function RunSpark({ runs }: { runs: readonly RecentRun[] | undefined }) {
  if (runs === undefined || runs.length === 0) return <span className={classes.faint}>{text.noRuns}</span>;
  const oldestFirst = runs.toReversed();
  const failed = runs.filter((run) => run.status === 'failed' || run.status === 'timed-out').length;
  return (
    <Sparkline
      // The root keeps short runs visible beside one that took hours.
      values={oldestFirst.map((run) => Math.sqrt(toMs(run)))}
      statuses={oldestFirst.map((run) => run.status)}
      width={oldestFirst.length * BAR}
      label={text.runsLabel(runs.length, failed)}
    />
  );
}

function toMs({ createdAt, startedAt, finishedAt }: RecentRun): number {
  return Math.max(1, (finishedAt ?? Date.now()) - (startedAt ?? createdAt));
}
