import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber, plural } from '#web/strings/format.ts';

/** Words of the drawer below a run. */
export const text = defineStrings('run-drawer', {
  drawer: 'Run details',
  waterfall: 'Waterfall',
  events: 'Events',
  logs: 'Logs',
  data: 'Data',
  problems: 'Problems',
  noRunTitle: 'No run yet',
  noRun: 'Run the workflow: what each step did and how long it took stands here.',
  loading: 'Loading',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomAll: 'Show the whole run',
  openRow: 'Open',
  closeRow: 'Close',
  rowsLabel: 'Steps over time',
  iteration: (index: number) => `Item ${formatNumber(index)}`,
  nothingInside: 'Nothing ran in here.',
  longest: (steps: string, duration: string) => `Longest chain: ${steps} (${duration})`,
  onLongest: 'On the longest chain',
  hidden: (count: number) => `${plural(count, 'step')} inside loops: open the loop to see them.`,
  filterText: 'Search events',
  filterType: 'Kind of event',
  filterStep: 'Step',
  anyType: 'Any kind',
  anyStep: 'Any step',
  jumpTime: 'Go to time (hh:mm:ss)',
  found: (count: number, scanned: number, total: number) =>
    scanned < total
      ? `${formatNumber(count)} found in ${formatNumber(scanned)} of ${formatNumber(total)} events`
      : `${formatNumber(count)} found in ${plural(total, 'event')}`,
  total: (count: number) => plural(count, 'event'),
  foundLimit: (limit: number) => `Only the first ${formatNumber(limit)} are shown.`,
  noneFound: 'No event matches.',
  toEnd: 'Follow the newest',
  eventAt: (seq: number) => `Event ${formatNumber(seq)}`,
  closeEvent: 'Close event',
  eventsList: 'Events of the journal',
  noLogs:
    'Nothing was told while this page looked. Steps tell how far they are only while they run; nothing of it is kept.',
  runInput: 'Input of the run',
  runOutput: 'Output of the run',
  noOutput: 'The run has given nothing yet.',
  attempt: (attempt: number) => `attempt ${formatNumber(attempt)}`,
  waited: 'waited',
  paused: 'pause before the next attempt',
});
