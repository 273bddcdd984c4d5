import type { ErrorInfo } from '#contract/error-info.ts';
import type { RunEvent, Wait } from '#contract/run-event.ts';
import type { StepSummary } from '#web/api/shapes.ts';
import { text } from '../strings.ts';
import { countItems } from './count-items.ts';
import { toStepId } from './path.ts';

/** A stretch of time of a step: it worked, it waited for the outside, or it paused before the next attempt. */
export interface Span {
  readonly kind: 'work' | 'wait' | 'pause';
  readonly from: number;
  readonly to?: number;
  readonly attempt: number;
  readonly failed?: boolean;
}

/** How an attempt failed. */
export interface AttemptError {
  readonly attempt: number;
  readonly at: number;
  readonly error: ErrorInfo;
  /** When the next attempt comes. */
  readonly retryAt?: number;
}

/** How far a loop is. */
export interface LoopView {
  readonly count: number | null;
  readonly finished: number;
  readonly failed: number;
  /** Iterations at once; absent when the beginning of the loop was not seen. */
  readonly concurrency?: number;
}

/** One instance of a step, as its events so far tell it; without its data, which `run.steps` has. */
export interface InstanceView {
  readonly path: string;
  readonly stepId: string;
  readonly status: StepSummary['status'];
  readonly attempts: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly waitedMs: number;
  readonly ports?: readonly string[];
  readonly error?: ErrorInfo;
  readonly errors: readonly AttemptError[];
  readonly spans: readonly Span[];
  readonly wait?: Wait;
  readonly waitingSince?: number;
  readonly loop?: LoopView;
  readonly childRunId?: string;
  readonly childWorkflowId?: string;
  /** Items of its output, when it is a list or holds one. */
  readonly items?: number;
  readonly substeps: readonly { readonly key: string; readonly at: number }[];
  readonly simulated?: boolean;
  readonly copied?: boolean;
  readonly pinned?: boolean;
  /** Changes with each event about it, so that what was fetched for it is known to be old. */
  readonly lastSeq: number;
}

/** An event about a step. */
export type PathEvent = Extract<RunEvent, { path: string }>;

/** Attempts and substeps kept of one instance; the newest. */
const MAX_KEPT = 50;

/** An instance that its first event names. */
export function createInstance(path: string, at: number, seq: number): InstanceView {
  return {
    path,
    stepId: toStepId(path),
    status: 'running',
    attempts: 0,
    startedAt: at,
    waitedMs: 0,
    errors: [],
    spans: [],
    substeps: [],
    lastSeq: seq,
  };
}

/** An instance `run.get` or `run.steps` tells of: how its time was spent is known in total only. */
export function fromSummary(step: StepSummary, seq = 0): InstanceView {
  const { waitedMs = 0, loop, error, attempts, startedAt, endedAt, status, ...rest } = step;
  const isOpen = endedAt === undefined;
  const waits = status === 'waiting' || status === 'uncertain';
  const span: Span = {
    kind: waits ? 'wait' : status === 'retrying' ? 'pause' : 'work',
    from: startedAt,
    ...(isOpen ? {} : { to: endedAt }),
    attempt: attempts,
    ...(status === 'failed' ? { failed: true } : {}),
  };
  return {
    path: rest.path,
    stepId: rest.stepId,
    status,
    attempts,
    startedAt,
    ...(isOpen ? {} : { endedAt }),
    waitedMs,
    ...(rest.ports === undefined ? {} : { ports: rest.ports }),
    ...(error === undefined ? {} : { error }),
    errors: error === undefined ? [] : [{ attempt: attempts, at: endedAt ?? startedAt, error }],
    spans: [span],
    ...(loop === undefined ? {} : { loop }),
    ...(rest.childRunId === undefined ? {} : { childRunId: rest.childRunId }),
    substeps: [],
    ...(rest.simulated === undefined ? {} : { simulated: rest.simulated }),
    ...(rest.copied === undefined ? {} : { copied: rest.copied }),
    lastSeq: seq,
  };
}

/** Takes the next event of an instance into account. `retryAt`: when a failed attempt is followed by another. */
export function applyToInstance(row: InstanceView, event: PathEvent, seq: number, retryAt?: number): InstanceView {
  const next = change(row, event, retryAt);
  return next === row ? row : { ...next, lastSeq: seq };
}

function change(row: InstanceView, event: PathEvent, retryAt: number | undefined): InstanceView {
  const { at } = event;
  switch (event.type) {
    case 'step-started':
      return { ...work(row, at, event.attempt), attempts: event.attempt };
    case 'step-succeeded': {
      const { error: _, ...rest } = finish(row, at, 'succeeded');
      const items = countItems(event.output);
      return {
        ...rest,
        ...(event.ports === undefined ? {} : { ports: event.ports }),
        ...(items === undefined ? {} : { items }),
        ...(event.simulated === true ? { simulated: true } : {}),
        ...(event.copied === true ? { copied: true } : {}),
        ...('pinned' in event && event.pinned === true ? { pinned: true } : {}),
      };
    }
    case 'step-failed':
      return fail(row, event, retryAt);
    case 'step-cancelled':
      return finish(row, at, event.abandoned === true ? 'abandoned' : 'cancelled');
    case 'step-waiting':
      return { ...pause(row, at, 'wait', 'waiting'), wait: event.wait };
    case 'step-uncertain':
      return pause(row, at, 'wait', 'uncertain');
    case 'child-started': {
      const called = { ...row, childRunId: event.runId, childWorkflowId: event.workflow.id };
      return event.detached === true ? called : pause(called, at, 'wait', 'waiting');
    }
    case 'wait-resolved':
    case 'child-finished':
    case 'retry-due':
      return work(row, at, event.type === 'retry-due' ? row.attempts + 1 : row.attempts);
    case 'uncertain-resolved':
      if (event.decision === 'retry') return work(row, at, row.attempts);
      return event.decision === 'succeeded'
        ? finish(row, at, 'succeeded')
        : { ...finish(row, at, 'failed'), error: { code: 'effect-uncertain', message: text.decidedNot } };
    case 'loop-started':
      return { ...row, loop: { count: event.count, finished: 0, failed: 0, concurrency: event.concurrency } };
    case 'iteration-finished':
      return row.loop === undefined ? row : { ...row, loop: countIteration(row.loop, event.error !== undefined) };
    case 'substep-finished':
      return { ...row, substeps: [...row.substeps, { key: event.key, at }].slice(-MAX_KEPT) };
    default:
      return row;
  }
}

function countIteration(loop: LoopView, failed: boolean): LoopView {
  return { ...loop, finished: loop.finished + 1, failed: loop.failed + (failed ? 1 : 0) };
}

function fail(row: InstanceView, event: Extract<RunEvent, { type: 'step-failed' }>, retryAt?: number): InstanceView {
  const { at, attempt, error } = event;
  const kept: AttemptError = { attempt, at, error, ...(retryAt === undefined ? {} : { retryAt }) };
  const failed = {
    ...finish(row, at, 'failed'),
    attempts: attempt,
    error,
    errors: [...row.errors, kept].slice(-MAX_KEPT),
  };
  if (retryAt === undefined) return failed;
  const { endedAt: _, ...open } = failed;
  return { ...open, status: 'retrying', spans: addSpan(failed.spans, { kind: 'pause', from: at, attempt }) };
}

/** Ends the open span and begins one of work. */
function work(row: InstanceView, at: number, attempt: number): InstanceView {
  const { endedAt: _, wait: __, waitingSince: ___, ...rest } = endWait(row, at);
  const last = rest.spans.at(-1);
  const spans =
    last?.to === undefined && last?.kind === 'work' && last.attempt === attempt
      ? rest.spans
      : addSpan(closeSpan(rest.spans, at), { kind: 'work', from: at, attempt });
  return { ...rest, status: 'running', spans };
}

function pause(row: InstanceView, at: number, kind: Span['kind'], status: 'waiting' | 'uncertain'): InstanceView {
  const spans = addSpan(closeSpan(row.spans, at), { kind, from: at, attempt: row.attempts });
  return { ...row, status, waitingSince: at, spans };
}

/** An instance that ended. */
export function finish(row: InstanceView, at: number, status: InstanceView['status']): InstanceView {
  const { wait: _, waitingSince: __, ...rest } = endWait(row, at);
  return { ...rest, status, endedAt: at, spans: closeSpan(rest.spans, at, status === 'failed') };
}

function endWait(row: InstanceView, at: number): InstanceView {
  if (row.waitingSince === undefined) return row;
  return { ...row, waitedMs: row.waitedMs + Math.max(0, at - row.waitingSince) };
}

function closeSpan(spans: readonly Span[], at: number, failed = false): readonly Span[] {
  const last = spans.at(-1);
  if (last === undefined || last.to !== undefined) return spans;
  const mark = failed && last.kind === 'work' ? { failed: true } : {};
  return [...spans.slice(0, -1), { ...last, to: Math.max(at, last.from), ...mark }];
}

function addSpan(spans: readonly Span[], span: Span): readonly Span[] {
  return [...spans, span].slice(-MAX_KEPT);
}
