import { defineStrings } from '#web/strings/define-strings.ts';
import { formatDuration, formatNumber, plural } from '#web/strings/format.ts';

/** Texts of the first page. */
export const text = defineStrings('home', {
  title: 'Home',
  create: 'New workflow',
  all: 'Show all',
  retry: 'Try again',
  recentWorkflows: 'Recent workflows',
  noWorkflows: 'No workflows yet. The ones you change last show up here.',
  draft: 'Draft',
  noRuns: 'no runs yet',
  runsLabel: (count: number, failed: number) =>
    failed === 0
      ? `Last ${plural(count, 'run')}, none failed`
      : `Last ${plural(count, 'run')}, ${formatNumber(failed)} failed`,
  runs: 'Runs',
  needAttention: 'Need attention',
  latest: 'Latest',
  noRunsYet: 'Nothing has run yet. Each run shows up here while it happens.',
  trend: 'How runs went',
  span: 'Span of time',
  day: '24 hours',
  week: '7 days',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  timedOut: 'Timed out',
  unfinished: 'Under way',
  rate: 'Succeeded',
  count: 'Runs',
  median: 'Median',
  slowest: '95 of 100 within',
  noRate: '–',
  time: 'Time',
  outcomes: (total: number, failed: number) => `${plural(total, 'run')}, ${formatNumber(failed)} of them failed`,
  durations: (p50: number | undefined, p95: number | undefined) =>
    p50 === undefined || p95 === undefined
      ? 'No durations'
      : `Half of the runs took at most ${formatDuration(p50)}, 95 of 100 at most ${formatDuration(p95)}`,
  asTable: 'Show as a table',
  sampled: 'Durations come from a sample of the runs.',
  noTrend: 'Nothing ran in this time.',
  bucket: (when: string, words: string) => `${when}: ${words}`,
  schedules: 'Next schedules',
  noSchedules: 'No workflow with a schedule is active.',
  paused: 'paused',
  approvals: 'Open approvals',
  noApprovals: 'No run waits for a person.',
  since: 'asked',
  drafts: 'Drafts waiting',
  noDrafts: 'Everything is saved as a version.',
  guideTitle: 'Draw what should happen. Flowright makes it happen, once, and shows you.',
  guideText:
    'The sample is a bakery’s morning: it sorts a few orders and writes the note for the door. Nothing leaves this machine.',
  guideRun: 'Run the sample',
  guideBlank: 'Start with an empty workflow',
  guideTemplates: 'Look at the templates',
  guideStepRun: 'Run the sample and watch each step on the canvas.',
  guideStepLook: 'Open a step to see what went in, what it did and what came out.',
  guideStepChange: 'Change it, or draw your own.',
  guideMissing: 'This installation came without the sample. Start with an empty workflow instead.',
  guideMessage: 'The sample',
});
