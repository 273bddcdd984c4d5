import type { Effect } from '#contract/block.ts';
import type { ErrorInfo } from '#contract/error-info.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { Wait } from '#contract/run-event.ts';

/** Distribute over the kinds of waits, without the parts the host fills in. */
export type WaitRequest = Exclude<Wait, { kind: 'callback' }> | { readonly kind: 'callback'; readonly dueAt?: number };

/** How much a line of a log matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** How a wait of this step ended, when the handler is called again after `ctx.waitFor`. */
export interface Resumed {
  readonly outcome: 'fired' | 'answered' | 'expired';
  readonly data: JsonValue | undefined;
  readonly by: string | undefined;
}

/** A loop to run over the step's body. `items: null` means one more round: the handler is called again after it. */
export interface LoopRequest {
  readonly items: readonly JsonValue[] | null;
  readonly concurrency: number;
  readonly onItemError: 'fail' | 'continue' | 'collect';
  readonly collect: boolean;
}

/** What a loop's rounds did so far, when the handler of a `while`-like block is called again, and once more when the loop is over. */
export interface LoopProgress {
  /** Rounds finished. */
  readonly finished: number;
  /** Rounds that failed (with `continue` or `collect`). */
  readonly failed: number;
  /** Result of the last round, when there was one. */
  readonly last: JsonValue | undefined;
  /** Results by item, when collected: null where the item failed. */
  readonly results: readonly JsonValue[] | undefined;
  /** Errors of failed items, with `onItemError: 'collect'`. */
  readonly errors: readonly { readonly index: number; readonly error: ErrorInfo }[];
  /** Whether all items were done: the handler now gives the step's outputs. */
  readonly done: boolean;
}

/** A sub-workflow to call. */
export interface CallRequest {
  readonly workflowId: string;
  /** Version to run; the current one when absent. */
  readonly version?: number;
  readonly input: JsonObject;
  /** Whether the step waits for the end; otherwise it succeeds once the child is on disk. */
  readonly wait: boolean;
}

/** What a called workflow answered, when the handler is called again. */
export interface ChildResult {
  readonly runId: string;
  readonly status: 'started' | 'succeeded' | 'failed' | 'cancelled' | 'timed-out';
  readonly output: JsonValue | undefined;
  readonly error: ErrorInfo | undefined;
}

/**
 * What a handler may return besides plain outputs; made by the functions of {@link BlockContext} only.
 * `take` names the ports; the others ask the host for something, after which the handler is called again
 * (`waitFor` → `ctx.resumed`, `loop` → `ctx.loop`, `call` → `ctx.child`), except `stop`, which ends the run.
 */
export type Directive =
  | {
      readonly directive: 'take';
      readonly ports: readonly string[];
      readonly outputs: JsonObject;
      readonly variables?: JsonObject;
    }
  | { readonly directive: 'wait'; readonly wait: WaitRequest }
  | { readonly directive: 'loop'; readonly loop: LoopRequest }
  | { readonly directive: 'call'; readonly call: CallRequest }
  | {
      readonly directive: 'stop';
      readonly status: 'succeeded' | 'failed';
      readonly output: JsonValue | undefined;
      readonly message: string | undefined;
    };

/** Files a handler may touch: only below the allowed roots, never through `..` or a link that leads out. */
export interface FileAccess {
  /**
   * Absolute real path of `path` (relative paths start at the first root).
   * @throws AppError `path-refused` when it lies outside the allowed roots
   */
  resolve(path: string, access: 'read' | 'write'): Promise<string>;
  /** The allowed roots, absolute and real. */
  readonly roots: readonly string[];
}

/** What the network blocks may reach. */
export interface NetworkPolicy {
  /** Host names, addresses or CIDR ranges allowed although private; `*` allows all. */
  readonly allowedPrivate: readonly string[];
}

/** What a handler gets. Everything it returns is plain JSON; it must not change `inputs`. */
export interface BlockContext {
  /** Inputs, validated against the descriptor, defaults filled in. Secret fields hold the secret's name. */
  readonly inputs: JsonObject;
  /** Values of secret fields by field id. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Aborted on cancel, step timeout and run timeout; `signal.reason` is an AppError. */
  readonly signal: AbortSignal;
  /** The same for every attempt of this step instance, so that the outside can recognise a repetition. */
  readonly idempotencyKey: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** The run and step. `simulated` in a dry run. */
  readonly run: { readonly id: string; readonly workflowId: string; readonly simulated: boolean };
  readonly path: string;
  /** What started the run, as expressions see `trigger`: its `kind`, and what the trigger handed over. */
  readonly trigger: JsonObject;
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Live progress for whoever watches; not journaled. */
  emit(progress: JsonObject): void;
  /** Does `work` once: its result is journaled under `key`, so a later attempt, or one after a crash, gets it without doing it again. */
  substep<T extends JsonValue>(key: string, work: () => Promise<T>): Promise<T>;
  /** Ends the step through one or more ports. */
  take(ports: string | readonly string[], outputs?: JsonObject): Directive;
  /** Ends the step and sets variables of the run. */
  setVariables(values: JsonObject, outputs?: JsonObject): Directive;
  /** Waits durably; the handler is called again with `resumed`. */
  waitFor(wait: WaitRequest): Directive;
  readonly resumed: Resumed | undefined;
  /** Runs the body; the handler is called again with `loop`. */
  iterate(loop: LoopRequest): Directive;
  readonly loop: LoopProgress | undefined;
  /** Calls a workflow; the handler is called again with `child`. */
  call(call: CallRequest): Directive;
  readonly child: ChildResult | undefined;
  /** Ends the whole run. */
  stop(status: 'succeeded' | 'failed', result?: { output?: JsonValue; message?: string }): Directive;
  readonly files: FileAccess;
  readonly network: NetworkPolicy;
  /** Writes a line to the log of the step: told at once, kept with the run up to a number of lines. `level` is `info` by default. */
  readonly log: (message: string, data?: JsonObject, level?: LogLevel) => void;
}

/** The work of a block. Throws an AppError to fail; anything else thrown is a defect and is not retried. */
export type BlockHandler = (ctx: BlockContext) => Promise<JsonObject | Directive> | JsonObject | Directive;

/** What the host needs to know of a block. */
export interface LoadedBlock {
  readonly id: string;
  readonly effect: Effect;
  readonly ports: readonly string[];
  readonly container: boolean;
  readonly timeoutMs: number;
}
