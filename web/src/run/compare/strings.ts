import { defineStrings } from '#web/strings/define-strings.ts';
import { formatDuration, formatNumber, plural } from '#web/strings/format.ts';

/** Words of the page that compares two runs. */
export const text = defineStrings('run-compare', {
  title: 'Compare runs',
  runs: 'Runs',
  first: 'First run',
  second: 'Second run',
  choose: 'Choose a run',
  swap: 'Swap the runs',
  chooseTitle: 'Choose two runs',
  chooseText:
    'Two runs of a workflow stand side by side here, step by step: how each ended, how long it took, and what differs in its data.',
  onlyDifferences: 'Only differences',
  step: 'Step',
  duration: 'Duration',
  data: 'Data',
  absent: 'did not run',
  onlyFirst: 'only in the first run',
  onlySecond: 'only in the second run',
  same: 'same',
  comparing: 'comparing',
  longer: (ms: number) => `+${formatDuration(ms)}`,
  shorter: (ms: number) => `−${formatDuration(ms)}`,
  input: 'Input',
  output: 'Output',
  error: 'Error',
  runInput: 'Input of the run',
  runOutput: 'Output of the run',
  path: 'Field',
  before: 'First',
  after: 'Second',
  noChanges: 'No difference.',
  manyChanges: (count: number) => `Only the first ${formatNumber(count)} differences are shown.`,
  changes: (count: number) => plural(count, 'difference'),
  versionsDiffer: (a: number, b: number) =>
    `The runs ran different versions: ${formatNumber(a)} and ${formatNumber(b)}.`,
  showVersions: 'Show the difference',
  workflowsDiffer: (a: string, b: string) =>
    `The runs are of different workflows: ${a} and ${b}. Steps are matched by their id.`,
  nothingDiffers: 'Nothing differs in how the steps went.',
  canvas: 'Differences on the canvas',
  openRun: 'Open run',
  hidden: (count: number) => `${plural(count, 'step')} inside loops are not compared one by one; their loops are.`,
  table: 'Steps of both runs',
});
