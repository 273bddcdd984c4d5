import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventOf, RunEvent, StoredEvent } from '#contract/run-event.ts';
import type { StepDetail } from './shapes.ts';

/** Milliseconds a journal is read before others get their turn. */
const SLICE_MS = 4;
/** Events between two looks at the clock. */
const EVENTS_PER_LOOK = 64;

/** A step under construction: {@link StepDetail}, still to be written to. */
export type StepRow = { -readonly [Key in keyof StepDetail]: StepDetail[Key] } & {
  /** When it began to wait, while it waits. */
  waitingSince?: number;
};

type PathEvent = Extract<RunEvent, { path: string }>;

/** Reads a journal without keeping others from their turn, however long it is. Stops when `visit` answers false or `signal` aborts. */
export async function forEachEvent(
  events: Iterable<StoredEvent>,
  visit: (stored: StoredEvent) => unknown,
  signal?: AbortSignal,
): Promise<void> {
  let count = 0;
  let sliceEnd = performance.now() + SLICE_MS;
  for (const stored of events) {
    if (visit(stored) === false) return;
    count += 1;
    if (count % EVENTS_PER_LOOK !== 0 || performance.now() < sliceEnd) continue;
    await nextTurn();
    if (signal?.aborted === true) return;
    sliceEnd = performance.now() + SLICE_MS;
  }
}

/** Whether a path is that of an instance inside a loop. */
export function isInLoop(path: string): boolean {
  return path.includes('[');
}

/** A step that its first event names. */
export function createRow({ seq, event }: { readonly seq: number; readonly event: PathEvent }): StepRow {
  const { path, at } = event;
  return {
    path,
    stepId: path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, ''),
    status: 'running',
    attempts: 0,
    startedAt: at,
    seq,
  };
}

/** Takes the next event of a step into account. */
export function applyToRow(row: StepRow, event: PathEvent): void {
  switch (event.type) {
    case 'step-started':
      endWait(row, event.at);
      row.attempts = event.attempt;
      row.status = 'running';
      delete row.endedAt;
      if (event.input !== undefined) row.input = event.input;
      break;
    case 'step-succeeded':
      end(row, event.at, 'succeeded');
      row.output = event.output;
      if (event.ports !== undefined) row.ports = [...event.ports];
      delete row.error;
      if (event.simulated === true) row.simulated = true;
      if (event.copied === true) row.copied = true;
      if (event.pinned === true) row.pinned = true;
      break;
    case 'step-failed':
      end(row, event.at, 'failed');
      row.attempts = event.attempt;
      row.error = event.error;
      break;
    case 'step-cancelled':
      end(row, event.at, event.abandoned === true ? 'abandoned' : 'cancelled');
      break;
    case 'step-waiting':
      startWait(row, event.at, 'waiting');
      break;
    case 'step-uncertain':
      startWait(row, event.at, 'uncertain');
      break;
    case 'child-started':
      row.childRunId = event.runId;
      if (event.detached !== true) startWait(row, event.at, 'waiting');
      break;
    case 'wait-resolved':
    case 'child-finished':
    case 'retry-due':
      endWait(row, event.at);
      row.status = 'running';
      break;
    case 'uncertain-resolved':
      resolveUncertain(row, event);
      break;
    case 'loop-started':
      row.loop = { count: event.count, finished: 0, failed: 0 };
      break;
    case 'iteration-finished':
      countIteration(row, event);
      break;
    default:
  }
}

function startWait(row: StepRow, at: number, status: 'waiting' | 'uncertain'): void {
  row.status = status;
  row.waitingSince = at;
}

function endWait(row: StepRow, at: number): void {
  if (row.waitingSince === undefined) return;
  row.waitedMs = (row.waitedMs ?? 0) + Math.max(0, at - row.waitingSince);
  delete row.waitingSince;
}

function end(row: StepRow, at: number, status: StepRow['status']): void {
  endWait(row, at);
  row.endedAt = at;
  row.status = status;
}

function resolveUncertain(row: StepRow, event: EventOf<'uncertain-resolved'>): void {
  if (event.decision === 'retry') {
    endWait(row, event.at);
    row.status = 'running';
    return;
  }
  end(row, event.at, event.decision);
  if (event.output !== undefined) row.output = event.output;
}

function countIteration(row: StepRow, { error }: EventOf<'iteration-finished'>): void {
  if (row.loop === undefined) return;
  row.loop.finished += 1;
  if (error !== undefined) row.loop.failed += 1;
}
