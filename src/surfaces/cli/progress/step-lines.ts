import type { JsonObject } from '#contract/json.ts';
import type { EventOf, RunEvent } from '#contract/run-event.ts';
import { toQuestionText } from '../answer-hint.ts';
import type { Paint } from '../colors.ts';
import { toLine } from '../printable.ts';
import { toMark } from '../status-mark.ts';
import { isInLoop, toStepId } from '../step-path.ts';
import type { TextSink } from '../terminal.ts';
import { toDurationText, toMomentText } from '../time-text.ts';
import { createLoopCounts } from './loop-counts.ts';
import { createStatusLine } from './status-line.ts';

/** How lines about a run are written. */
export interface StepLinesOptions {
  readonly sink: TextSink;
  readonly paint: Paint;
  /** Names of steps by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Milliseconds since 1970 (UTC). */
  readonly now: () => number;
}

/** Writes a line for each step that ends or waits, and on a terminal what goes on below them. Loops count; their items write no lines. */
export interface StepLines {
  see(events: readonly RunEvent[]): void;
  progress(path: string, data: JsonObject): void;
  /** Brings what goes on up to date. */
  tick(): void;
  /** Clears what is not meant to stay. */
  finish(): void;
}

interface Active {
  readonly startedAt: number;
  readonly attempt: number;
}

const MAX_REASON = 300;
/** How often a loop tells its count where there is no terminal. */
const LOOP_NOTE_MS = 10_000;

export function createStepLines({ sink, paint, names, now }: StepLinesOptions): StepLines {
  const active = new Map<string, Active>();
  const loops = createLoopCounts();
  const messages = new Map<string, string>();
  const status = createStatusLine(sink, now);
  let notedAt = 0;

  const toName = (path: string) => {
    const id = toStepId(path);
    const name = names.get(id);
    const shown = name === undefined ? id : toLine(name, 80);
    return isInLoop(path) ? `${shown} ${paint('dim', path)}` : shown;
  };
  const print = (text: string) => {
    status.clear();
    sink.write(`${text}\n`);
  };
  const toTail = (path: string, at: number) => {
    const step = active.get(path);
    const parts = step === undefined ? [] : [toDurationText(at - step.startedAt)];
    if (step !== undefined && step.attempt > 1) parts.push(`attempt ${step.attempt}`);
    const count = loops.describe(path);
    if (count !== undefined) parts.push(count);
    return parts;
  };
  const end = (path: string) => {
    active.delete(path);
    loops.forget(path);
    messages.delete(path);
  };
  const onSucceeded = ({ path, at, simulated, copied, pinned }: EventOf<'step-succeeded'>) => {
    if (!isInLoop(path)) {
      const parts = [
        ...toTail(path, at),
        ...(simulated === true ? ['simulated'] : []),
        ...(copied === true ? ['taken over'] : []),
        ...(pinned === true ? ['pinned'] : []),
      ];
      print(`${toMark('succeeded', paint)} ${toName(path)} ${paint('dim', parts.join(' · '))}`.trimEnd());
    }
    end(path);
  };
  const onFailed = ({ path, at, error }: EventOf<'step-failed'>) => {
    if (!isInLoop(path)) {
      const words = [
        toMark('failed', paint),
        toName(path),
        paint('dim', toTail(path, at).join(' · ')),
        toLine(error.message, MAX_REASON),
      ];
      print([...words, paint('dim', `(${error.code})`)].filter((word) => word !== '').join(' '));
    }
    end(path);
  };
  const onWaiting = ({ path, wait }: EventOf<'step-waiting'>) => {
    const text =
      wait.kind === 'timer'
        ? `${toName(path)} waits until ${toMomentText(wait.dueAt)}`
        : toQuestionText({ path, wait }, toName(path));
    print(`${toMark('waiting', paint)} ${text}`);
    active.delete(path);
  };
  const noteLoop = (path: string, at: number) => {
    if (sink.isTTY === true || isInLoop(path)) return;
    if (notedAt === 0) notedAt = at;
    if (at - notedAt < LOOP_NOTE_MS) return;
    notedAt = at;
    print(`${toMark('running', paint)} ${toName(path)} ${paint('dim', loops.describe(path) ?? '')}`.trimEnd());
  };
  const onEvent = (event: RunEvent) => {
    switch (event.type) {
      case 'step-started':
        active.set(event.path, { startedAt: active.get(event.path)?.startedAt ?? event.at, attempt: event.attempt });
        break;
      case 'step-succeeded':
        onSucceeded(event);
        break;
      case 'step-failed':
        onFailed(event);
        break;
      case 'step-waiting':
        onWaiting(event);
        break;
      case 'step-uncertain':
        print(
          `${toMark('uncertain', paint)} ${toQuestionText({ path: event.path, wait: { kind: 'uncertain' } }, toName(event.path))}`,
        );
        active.delete(event.path);
        break;
      case 'step-cancelled':
        if (!isInLoop(event.path))
          print(`${toMark('cancelled', paint)} ${toName(event.path)} ${paint('dim', 'cancelled')}`);
        end(event.path);
        break;
      case 'loop-started':
        loops.start(event.path, event.count);
        break;
      case 'iteration-finished':
        loops.finishOne(event.path, event.error !== undefined);
        noteLoop(event.path, event.at);
        break;
      case 'child-started':
        print(
          `${toMark('running', paint)} ${toName(event.path)} calls ${event.workflow.id} ${paint('dim', `(run ${event.runId})`)}`,
        );
        break;
      case 'run-timed-out':
        print(`${toMark('timed-out', paint)} The run's time is over`);
        break;
      default:
    }
  };
  const draw = (force: boolean) => {
    const parts: string[] = [];
    for (const [path, { startedAt }] of active) {
      if (isInLoop(path)) continue;
      if (parts.length === 5) {
        parts.push('…');
        break;
      }
      const detail = loops.describe(path) ?? messages.get(path);
      parts.push(`${toStepId(path)}${detail === undefined ? '' : ` ${detail}`} ${toDurationText(now() - startedAt)}`);
    }
    status.draw(parts.length === 0 ? '' : `▶ ${parts.join(' · ')}`, force);
  };

  return {
    see: (events) => {
      for (const event of events) onEvent(event);
      draw(false);
    },
    progress: (path, data) => {
      if (typeof data.message === 'string') messages.set(path, toLine(data.message, 60));
      draw(false);
    },
    tick: () => draw(true),
    finish: () => status.clear(),
  };
}
