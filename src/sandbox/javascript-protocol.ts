import type { JsonObject } from '#contract/json.ts';

/** How much one run of code may use. */
export interface JavaScriptLimits {
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly stackBytes: number;
  readonly maxOutputBytes: number;
}

/** A line the code wrote with `console`. */
export interface LogLine {
  readonly level: 'debug' | 'log' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** What is sent to a worker. */
export interface JavaScriptJob {
  readonly id: number;
  readonly code: string;
  /** JSON text of `input`. */
  readonly input: string;
  readonly limits: JavaScriptLimits;
  /** Shared memory: 1 in its first place asks the code to stop. */
  readonly stop: Int32Array;
}

/** How the code ended. `result` is JSON text. */
export type JavaScriptOutcome =
  | { readonly kind: 'returned'; readonly result: string }
  | {
      readonly kind: 'failed';
      readonly code: 'code-failed' | 'code-limit';
      readonly message: string;
      readonly data: JsonObject;
    }
  | { readonly kind: 'stopped' };

/** What a worker says about its job. */
export type WorkerMessage =
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'logged'; readonly id: number; readonly line: LogLine }
  | {
      readonly kind: 'ended';
      readonly id: number;
      readonly outcome: JavaScriptOutcome;
      /** Memory the run left behind, freed with the worker. */
      readonly heapBytes: number;
    };
