import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { EventOf, RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { Standing } from './status-mark.ts';
import { isInLoop } from './step-path.ts';

/** A step of a run, as its journal tells it. Times are milliseconds since 1970 (UTC). */
export interface StepRow {
  readonly path: string;
  standing: Standing;
  startedAt: number;
  endedAt: number | undefined;
  attempts: number;
  input: JsonValue | undefined;
  output: JsonValue | undefined;
  error: ErrorInfo | undefined;
  ports: readonly string[] | undefined;
  simulated: boolean;
  copied: boolean;
  /** Whether its output was pinned. */
  pinned: boolean;
  /** Of a loop: items, how many are done and how many failed. */
  loop: { readonly count: number | null; finished: number; failed: number } | undefined;
  /** Id of the run it called. */
  childRunId: string | undefined;
}

/** A run, as its journal tells it. */
export interface RunTimeline {
  /** In the order they started. */
  readonly steps: readonly StepRow[];
  /** Steps inside loops that are not among `steps`. */
  readonly hidden: number;
  readonly input: JsonValue | undefined;
  readonly simulated: boolean;
}

/** Which steps inside loops to tell of: `failed` ones, or `all`. */
export interface TimelineOptions {
  readonly inLoops: 'failed' | 'all';
  /** Most steps inside loops; a loop may have any number. */
  readonly limit: number;
}

/** Folds a journal. Memory is bounded by the steps outside loops, those under way, and `limit`. */
export async function toTimeline(
  events: Iterable<StoredEvent> | AsyncIterable<StoredEvent>,
  { inLoops, limit }: TimelineOptions,
): Promise<RunTimeline> {
  const rows = new Map<string, StepRow>();
  let kept = 0;
  let hidden = 0;
  let input: JsonValue | undefined;
  let simulated = false;

  const settle = (row: StepRow) => {
    if (!isInLoop(row.path)) return;
    const isWanted = inLoops === 'all' || row.standing === 'failed';
    if (isWanted && kept < limit) kept += 1;
    else {
      rows.delete(row.path);
      hidden += 1;
    }
  };
  for await (const { event } of events) {
    if (event.type === 'run-created') {
      input = event.input;
      simulated = event.simulated === true;
    }
    if (!('path' in event)) continue;
    const row = rows.get(event.path) ?? addRow(rows, event);
    applyToRow(row, event);
    if (event.type === 'step-succeeded' || event.type === 'step-cancelled' || event.type === 'step-failed') settle(row);
  }
  return { steps: [...rows.values()], hidden, input, simulated };
}

function addRow(rows: Map<string, StepRow>, { path, at }: { readonly path: string; readonly at: number }): StepRow {
  const row: StepRow = {
    path,
    standing: 'running',
    startedAt: at,
    endedAt: undefined,
    attempts: 0,
    input: undefined,
    output: undefined,
    error: undefined,
    ports: undefined,
    simulated: false,
    copied: false,
    pinned: false,
    loop: undefined,
    childRunId: undefined,
  };
  rows.set(path, row);
  return row;
}

function applyToRow(row: StepRow, event: Extract<RunEvent, { path: string }>): void {
  switch (event.type) {
    case 'step-started':
      row.attempts = event.attempt;
      row.standing = 'running';
      row.endedAt = undefined;
      if (event.input !== undefined) row.input = event.input;
      break;
    case 'step-succeeded':
      endRow(row, event, 'succeeded');
      row.output = event.output;
      row.ports = event.ports;
      row.error = undefined;
      row.simulated = event.simulated === true;
      row.copied = event.copied === true;
      row.pinned = event.pinned === true;
      break;
    case 'step-failed':
      endRow(row, event, 'failed');
      row.attempts = event.attempt;
      row.error = event.error;
      break;
    case 'step-cancelled':
      endRow(row, event, event.abandoned === true ? 'abandoned' : 'cancelled');
      break;
    case 'step-waiting':
      row.standing = 'waiting';
      break;
    case 'step-uncertain':
      row.standing = 'uncertain';
      break;
    case 'wait-resolved':
    case 'uncertain-resolved':
    case 'retry-due':
      row.standing = 'running';
      break;
    case 'loop-started':
      row.loop = { count: event.count, finished: 0, failed: 0 };
      break;
    case 'iteration-finished':
      countIteration(row, event);
      break;
    case 'child-started':
      row.childRunId = event.runId;
      row.standing = 'waiting';
      break;
    case 'child-finished':
      row.standing = 'running';
      break;
    default:
  }
}

function endRow(row: StepRow, { at }: { readonly at: number }, standing: Standing): void {
  row.endedAt = at;
  row.standing = standing;
}

function countIteration({ loop }: StepRow, { error }: EventOf<'iteration-finished'>): void {
  if (loop === undefined) return;
  loop.finished += 1;
  if (error !== undefined) loop.failed += 1;
}
