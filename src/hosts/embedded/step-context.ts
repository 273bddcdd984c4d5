import type {
  BlockContext,
  CallRequest,
  ChildResult,
  Directive,
  FileAccess,
  LogLevel,
  LoopProgress,
  LoopRequest,
  NetworkPolicy,
  Resumed,
  WaitRequest,
} from '#blocks/context.ts';
import type { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import { type LogLine, toLogLine } from './log-line.ts';

/** What a context needs of its host and run. */
export interface ContextBacking {
  readonly runId: string;
  readonly workflowId: string;
  readonly simulated: boolean;
  readonly trigger: JsonObject;
  readonly files: FileAccess;
  readonly network: NetworkPolicy;
  now(): number;
  progress(path: string, data: JsonObject): void;
  keepLine(path: string, attempt: number, line: LogLine, count: number): void;
  substep(path: string, key: string, work: () => Promise<JsonValue>): Promise<JsonValue>;
}

const NO_SECRETS: Readonly<Record<string, string>> = Object.freeze({});

/** The context of one call of a handler. A class, because one is made per step on the hot path. */
export class StepContext implements BlockContext {
  readonly inputs: JsonObject;
  readonly path: string;
  readonly attempt: number;
  secrets: Readonly<Record<string, string>> = NO_SECRETS;
  resumed: Resumed | undefined;
  loop: LoopProgress | undefined;
  child: ChildResult | undefined;
  /** Puts names in place of the secrets the step was given, in what leaves the handler before its answer. */
  redact: <T extends JsonValue>(value: T) => T = (value) => value;
  readonly #backing: ContextBacking;
  #controller: AbortController | undefined;
  #reason: AppError | undefined;
  #lines = 0;

  constructor(backing: ContextBacking, path: string, attempt: number, inputs: JsonObject) {
    this.#backing = backing;
    this.path = path;
    this.attempt = attempt;
    this.inputs = inputs;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Tells the handler to stop. Only the first reason counts. */
  abort(reason: AppError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
  }

  /** Why the handler was told to stop, if it was. */
  get abortReason(): AppError | undefined {
    return this.#reason;
  }

  get idempotencyKey(): string {
    return `${this.#backing.runId}:${this.path}`;
  }

  get run(): BlockContext['run'] {
    const { runId, workflowId, simulated } = this.#backing;
    return { id: runId, workflowId, simulated };
  }

  get trigger(): JsonObject {
    return this.#backing.trigger;
  }

  get files(): FileAccess {
    return this.#backing.files;
  }

  get network(): NetworkPolicy {
    return this.#backing.network;
  }

  now(): number {
    return this.#backing.now();
  }

  emit(progress: JsonObject): void {
    this.#backing.progress(this.path, this.redact(progress));
  }

  readonly log = (message: string, data?: JsonObject, level?: LogLevel): void => {
    this.#lines++;
    const line = toLogLine(message, data, level, this.redact);
    this.#backing.progress(this.path, { log: { ...line } });
    this.#backing.keepLine(this.path, this.attempt, line, this.#lines);
  };

  async substep<T extends JsonValue>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#reason !== undefined) throw this.#reason;
    return (await this.#backing.substep(this.path, key, async () => this.redact(await work()))) as T;
  }

  take(ports: string | readonly string[], outputs: JsonObject = {}): Directive {
    return made({ directive: 'take', ports: typeof ports === 'string' ? [ports] : ports, outputs });
  }

  setVariables(variables: JsonObject, outputs: JsonObject = {}): Directive {
    return made({ directive: 'take', ports: [], outputs, variables });
  }

  waitFor(wait: WaitRequest): Directive {
    return made({ directive: 'wait', wait });
  }

  iterate(loop: LoopRequest): Directive {
    return made({ directive: 'loop', loop });
  }

  call(call: CallRequest): Directive {
    return made({ directive: 'call', call });
  }

  stop(status: 'succeeded' | 'failed', result: { output?: JsonValue; message?: string } = {}): Directive {
    return made({ directive: 'stop', status, output: result.output, message: result.message });
  }
}

/** Directives made by a context: outputs that merely look like one are data. */
const MADE = new WeakSet<object>();

function made(directive: Directive): Directive {
  MADE.add(directive);
  return directive;
}

/** Whether a handler's answer is a request to the host rather than plain outputs. */
export function isDirective(result: JsonObject | Directive): result is Directive {
  return MADE.has(result);
}
