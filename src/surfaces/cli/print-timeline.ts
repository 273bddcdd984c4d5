import type { JsonObject } from '#contract/json.ts';
import type { Paint } from './colors.ts';
import { toLine, toPrintable } from './printable.ts';
import type { RunTimeline, StepRow } from './run-timeline.ts';
import { toMark } from './status-mark.ts';
import { isInLoop, toDepth, toStepId } from './step-path.ts';
import { suggestFix } from './suggest-fix.ts';
import { toDurationText } from './time-text.ts';
import { toShortJson } from './trim-json.ts';

const BAR_WIDTH = 24;
const NAME_MAX = 40;
const DATA_MAX = 160;

/** How a timeline is drawn. */
export interface TimelineLook {
  readonly paint: Paint;
  readonly names: ReadonlyMap<string, string>;
  /** When the run began and ended, or now; bars are drawn between them. */
  readonly from: number;
  readonly to: number;
  /** Whether to show inputs and outputs. */
  readonly data: boolean;
}

/** Lines of a waterfall: a bar where each step's time lies, then what went in and came out. */
export function toTimelineLines({ steps, hidden }: RunTimeline, look: TimelineLook): readonly string[] {
  const labels = steps.map((row) => toLabel(row, look));
  const width = Math.max(0, ...labels.map((label) => label.length));
  const lines = steps.flatMap((row, at) => [
    toStepLine(row, (labels[at] ?? '').padEnd(width), look),
    ...toDetailLines(row, look),
  ]);
  return hidden === 0 ? lines : [...lines, look.paint('dim', `  … and ${hidden} steps inside loops; --all shows them`)];
}

function toLabel(row: StepRow, { names }: TimelineLook): string {
  const id = toStepId(row.path);
  const shown = isInLoop(row.path) ? row.path : (names.get(id) ?? id);
  return `${'  '.repeat(toDepth(row.path))}${toLine(shown, NAME_MAX)}`;
}

function toStepLine(row: StepRow, label: string, look: TimelineLook): string {
  const { paint, to } = look;
  const time = toDurationText((row.endedAt ?? to) - row.startedAt);
  const notes = [
    row.attempts > 1 ? `attempt ${row.attempts}` : '',
    row.loop === undefined ? '' : toLoopText(row.loop),
    row.ports === undefined ? '' : `→ ${row.ports.join(', ')}`,
    row.childRunId === undefined ? '' : `run ${row.childRunId}`,
    row.simulated ? 'simulated' : '',
    row.copied ? 'taken over' : '',
    row.pinned ? 'pinned' : '',
    row.endedAt === undefined ? row.standing : '',
  ].filter((note) => note !== '');
  return `${toMark(row.standing, paint)} ${label}  ${paint('dim', toBar(row, look))} ${time.padStart(8)}  ${paint('dim', notes.join(' · '))}`.trimEnd();
}

function toLoopText({ count, finished, failed }: NonNullable<StepRow['loop']>): string {
  const done = count === null ? `${finished} rounds` : `${finished}/${count} items`;
  return failed === 0 ? done : `${done}, ${failed} failed`;
}

function toBar({ startedAt, endedAt }: StepRow, { from, to }: TimelineLook): string {
  const span = Math.max(1, to - from);
  const at = (time: number) => Math.min(BAR_WIDTH - 1, Math.max(0, Math.floor(((time - from) / span) * BAR_WIDTH)));
  const start = at(startedAt);
  const length = Math.max(1, at(endedAt ?? to) - start + 1);
  return `${'·'.repeat(start)}${'█'.repeat(length)}${'·'.repeat(Math.max(0, BAR_WIDTH - start - length))}`;
}

function toDetailLines(row: StepRow, { paint, data }: TimelineLook): readonly string[] {
  const lines: string[] = [];
  if (data && row.input !== undefined) lines.push(paint('dim', `    in   ${toShortJson(row.input, DATA_MAX)}`));
  if (data && row.output !== undefined && row.output !== null)
    lines.push(paint('dim', `    out  ${toShortJson(row.output, DATA_MAX)}`));
  if (row.error === undefined) return lines;
  lines.push(
    `    ${paint('red', toPrintable(row.error.message).replaceAll('\n', '\n    '))} ${paint('dim', `(${row.error.code})`)}`,
  );
  const fix = suggestFix(row.error);
  return fix === undefined ? lines : [...lines, `    → ${fix}`];
}

/** A step for programs. */
export function toStepJson(row: StepRow): JsonObject {
  const {
    path,
    standing,
    startedAt,
    endedAt,
    attempts,
    input,
    output,
    error,
    ports,
    simulated,
    copied,
    pinned,
    loop,
    childRunId,
  } = row;
  return {
    path,
    status: standing,
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt, durationMs: endedAt - startedAt }),
    attempts,
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error: { ...error } as JsonObject }),
    ...(ports === undefined ? {} : { ports }),
    ...(simulated ? { simulated } : {}),
    ...(copied ? { copied } : {}),
    ...(pinned ? { pinned } : {}),
    ...(loop === undefined ? {} : { loop: { ...loop } }),
    ...(childRunId === undefined ? {} : { childRunId }),
  };
}
