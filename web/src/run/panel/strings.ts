import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber, plural } from '#web/strings/format.ts';

/** Words of the panel about one step of a run. */
export const text = defineStrings('run-panel', {
  panel: 'Step',
  close: 'Close step',
  noStepTitle: 'Choose a step',
  noStep:
    'Click a step on the canvas, in the waterfall or in the list: what went in, what came out and what went wrong stands here.',
  notRunTitle: 'This step has not run',
  notRun: 'The run has not reached it, or went another way.',
  input: 'Input',
  output: 'Output',
  error: 'Error',
  attempts: 'Attempts',
  timing: 'Timing',
  logs: 'Live messages',
  substeps: 'Parts done',
  noInput: 'The journal holds no input for this step.',
  noOutput: 'Nothing came out.',
  noOutputYet: 'Nothing came out yet.',
  started: 'Started',
  ended: 'Ended',
  took: 'Took',
  waited: 'of that waiting',
  soFar: 'So far',
  attempt: (attempt: number) => `Attempt ${formatNumber(attempt)}`,
  nextAttempt: (clock: string) => `Next attempt at ${clock}`,
  instances: (count: number) => `Ran ${plural(count, 'time')} in this run; this is one of them.`,
  openRun: 'Open called run',
  iterations: 'Iterations',
  fork: 'Fork from here',
  openInEditor: 'Open in editor',
  simulated: 'Its effect was replaced by a sample.',
  copied: 'Taken over from the run this one was forked from.',
  pinned: 'Gave its pinned output; it did not run.',
  causedBy: 'Caused by',
  caused: (code: string) => `Kind of error: ${code}`,
  facts: 'Facts about the error',
  portsTaken: (ports: string) => `Took ${ports}`,
  noTold:
    'Steps can tell how far they are while they run. Nothing was told while this page looked; it is kept nowhere.',
});
