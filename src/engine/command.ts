import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonValue } from '#contract/json.ts';
import type { EndStatus } from '#contract/run-event.ts';
import type { Instance, ScopeState } from './state.ts';

/** Why a step's handler is to be called. */
export type RunReason = 'start' | 'retry' | 'resumed' | 'looped' | 'child' | 'recovered';

/**
 * What the engine asks of the host. The host answers with events:
 * `run` → step-started, then one of step-succeeded, step-failed, step-waiting, loop-started, loop-continued, child-started, stop-requested;
 * `timer` → retry-due, wait-resolved or run-timed-out once due;
 * `finish-iteration` → iteration-finished; `fail-step` → step-failed; `uncertain` → step-uncertain;
 * `abort` → step-cancelled (or the end that came first); `await-child`, `cancel-child` → child-finished;
 * `finish-run` → run-finished. `settled` needs no answer: it tells that a step will not run (again) in its scope.
 */
export type Command =
  | { readonly kind: 'run'; readonly instance: Instance; readonly attempt: number; readonly reason: RunReason }
  | {
      readonly kind: 'timer';
      readonly path: string;
      readonly purpose: 'retry' | 'wait' | 'deadline';
      readonly dueAt: number;
    }
  | { readonly kind: 'finish-iteration'; readonly scope: ScopeState; readonly error: ErrorInfo | undefined }
  | { readonly kind: 'fail-step'; readonly instance: Instance; readonly error: ErrorInfo }
  | { readonly kind: 'uncertain'; readonly instance: Instance }
  | { readonly kind: 'abort'; readonly instance: Instance }
  | { readonly kind: 'await-child'; readonly instance: Instance; readonly runId: string }
  | { readonly kind: 'cancel-child'; readonly instance: Instance; readonly runId: string }
  | {
      readonly kind: 'settled';
      readonly scope: ScopeState;
      readonly step: number;
      readonly how: 'done' | 'failed' | 'skipped' | 'disabled';
    }
  | {
      readonly kind: 'finish-run';
      readonly status: EndStatus;
      readonly error: ErrorInfo | undefined;
      /** What a stop block answered; the workflow's outputs are evaluated when absent and the run succeeded. */
      readonly output: JsonValue | undefined;
    };
