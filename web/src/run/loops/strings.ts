import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber } from '#web/strings/format.ts';

/** Words of the list of iterations. */
export const text = defineStrings('run-loops', {
  list: 'Iterations',
  show: 'Show',
  all: 'All',
  failed: 'Failed',
  running: 'Under way',
  jump: 'Go to item',
  summary: (finished: number, count: number | null, failed: number) =>
    `${formatNumber(finished)}${count === null ? ' rounds' : ` of ${formatNumber(count)} done`}${failed === 0 ? '' : `, ${formatNumber(failed)} failed`}`,
  itemOf: (index: number, count: number) => `Item ${formatNumber(index)}, ${formatNumber(count)} in all`,
  backToLoop: 'Back to the loop',
  previous: 'Previous item',
  next: 'Next item',
  close: 'Close item',
  notBegun: 'This iteration has not begun.',
  loading: 'Loading',
  noneFailed: 'No iteration failed.',
  noneRunning: 'No iteration is under way.',
  none: 'There is nothing to repeat: the list is empty.',
  more: 'Load more',
});
