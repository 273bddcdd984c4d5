import type { MarkStatus } from '#web/canvas/model/types.ts';
import { formatClock, formatDuration } from '#web/strings/format.ts';
import { text } from '../strings.ts';
import type { InstanceView } from './instance.ts';
import type { StepProgress } from './progress.ts';
import { countOpen, type StepView } from './step-view.ts';

/** Characters of streamed text on a card. */
const MAX_CARD_TEXT = 80;

/** How a step is as a whole: what needs a person first, then what is under way, then the worst end. */
export function toMarkStatus(view: StepView): MarkStatus {
  if (view.uncertain > 0) return 'uncertain';
  if (view.running > 0) return 'running';
  if (view.retrying > 0) return 'retrying';
  if (view.waiting > 0) return 'waiting';
  if (view.failed > 0) return 'failed';
  if (view.latest.simulated === true) return 'simulated';
  return view.succeeded > 0 ? 'succeeded' : 'cancelled';
}

/** Share that is done, of loops and of steps that tell. */
export function toStepProgress(view: StepView, told: StepProgress | undefined): number | undefined {
  if (countOpen(view) === 0) return undefined;
  const { loop } = view.latest;
  if (loop !== undefined) return loop.count === null || loop.count === 0 ? undefined : loop.finished / loop.count;
  return told?.share;
}

/** The strip below a card: `12 items · 240 ms`, `34 of 100 · 2 failed`, `waits for a person`. */
export function toStepLabel(view: StepView, now: number, told?: StepProgress): string {
  const parts = view.started > 1 ? describeMany(view) : describeOne(view.latest, view, now, told);
  return parts.filter((part) => part !== '').join(' · ');
}

function describeMany(view: StepView): string[] {
  const open = countOpen(view);
  return [
    text.times(view.started),
    open === 0 ? '' : text.underWay(open),
    view.failed === 0 ? '' : text.failedCount(view.failed),
    formatDuration(view.totalMs / Math.max(1, view.started - open)),
  ];
}

function describeOne(row: InstanceView, view: StepView, now: number, told: StepProgress | undefined): string[] {
  const attempts = row.attempts > 1 ? text.attempts(row.attempts) : '';
  const loop = row.loop === undefined ? [] : describeLoop(row.loop);
  if (row.endedAt !== undefined) {
    const items = view.items === undefined || row.loop !== undefined ? '' : text.items(view.items);
    return [
      ...loop,
      items,
      row.copied === true ? text.copied : formatDuration(row.endedAt - row.startedAt),
      attempts,
      row.pinned === true ? text.pinned : '',
    ];
  }
  if (row.status === 'retrying') {
    const due = row.errors.at(-1)?.retryAt;
    return [text.attemptFailed(row.attempts), due === undefined ? '' : text.againIn(formatDuration(due - now))];
  }
  if (row.status === 'waiting' || row.status === 'uncertain') return [describeWait(row), attempts];
  const streamed = told?.text === undefined ? '' : toCardText(told.text);
  return [...loop, streamed, formatDuration(Math.max(0, now - row.startedAt)), attempts];
}

/** What an instance waits for, in a few words. */
export function describeWait({ status, wait, childRunId }: InstanceView): string {
  if (status === 'uncertain') return text.needsDecision;
  if (wait?.kind === 'approval') return text.waitsForPerson;
  if (wait?.kind === 'callback') return text.waitsForCall;
  if (wait?.kind === 'timer') return text.waitsUntil(formatClock(wait.dueAt).slice(0, 8));
  return childRunId === undefined ? text.waits : text.waitsForRun;
}

function describeLoop({ count, finished, failed }: NonNullable<InstanceView['loop']>): string[] {
  return [
    count === null ? text.rounds(finished) : text.progressOf(finished, count),
    failed === 0 ? '' : text.failedCount(failed),
  ];
}

function toCardText(streamed: string): string {
  const line = streamed.trimEnd().split('\n').at(-1) ?? '';
  return line.length <= MAX_CARD_TEXT ? line : `…${line.slice(-MAX_CARD_TEXT)}`;
}
