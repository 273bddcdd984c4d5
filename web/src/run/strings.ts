import { defineStrings } from '#web/strings/define-strings.ts';
import { formatNumber, plural } from '#web/strings/format.ts';

/** Words on top of the canvas and in rows about steps. */
export const text = defineStrings('run', {
  times: (count: number) => plural(count, 'time'),
  underWay: (count: number) => `${formatNumber(count)} under way`,
  failedCount: (count: number) => `${formatNumber(count)} failed`,
  attempts: (count: number) => plural(count, 'attempt'),
  items: (count: number) => plural(count, 'item'),
  copied: 'taken over',
  pinned: 'pinned',
  attemptFailed: (attempt: number) => `attempt ${attempt} failed`,
  againIn: (duration: string) => `again in ${duration}`,
  needsDecision: 'needs a decision',
  waits: 'waits',
  waitsForPerson: 'waits for a person',
  waitsForCall: 'waits for a call',
  waitsForRun: 'waits for another run',
  waitsUntil: (clock: string) => `waits until ${clock}`,
  rounds: (count: number) => plural(count, 'round'),
  progressOf: (finished: number, count: number) => `${formatNumber(finished)} of ${formatNumber(count)}`,
  decidedNot: 'The process ended while this step was having its effect; it was decided that it did not happen.',
});
