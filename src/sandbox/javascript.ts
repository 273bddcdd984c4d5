import { AppError } from '#contract/app-error.ts';
import type { JsonValue } from '#contract/json.ts';
import { toLimitFailure } from './javascript-fault.ts';
import { createJavaScriptPool, type JavaScriptPool } from './javascript-pool.ts';
import type { JavaScriptLimits, LogLine } from './javascript-protocol.ts';

/** Code to run: the body of an async function that sees `input` and returns JSON. */
export interface JavaScriptRequest {
  readonly code: string;
  readonly input: JsonValue;
  /** Time the code may take; 10000 by default. */
  readonly timeoutMs?: number;
  /** Memory the code may take; 64 MB by default, 16 MB to 1 GB. */
  readonly memoryBytes?: number;
  /** Stack the code may take; 512 KB by default, 64 KB to 2 MB. */
  readonly stackBytes?: number;
  /** Greatest size of the result as JSON; 16 MB by default. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
  /** Told of each line the code writes with `console`, while it runs. */
  readonly onLog?: (line: LogLine) => void;
}

/** What the code returned and wrote. */
export interface JavaScriptAnswer {
  readonly result: JsonValue;
  readonly logs: readonly LogLine[];
}

const MB = 1_048_576;
const MAX_CODE_CHARS = MB;

const RANGES = {
  timeoutMs: { fallback: 10_000, min: 1, max: 3_600_000 },
  memoryBytes: { fallback: 64 * MB, min: 16 * MB, max: 1_024 * MB },
  stackBytes: { fallback: 512 * 1_024, min: 64 * 1_024, max: 2 * MB },
  maxOutputBytes: { fallback: 16 * MB, min: 1, max: 64 * MB },
} as const satisfies Record<keyof JavaScriptLimits, { fallback: number; min: number; max: number }>;

let pool: JavaScriptPool | undefined;

/**
 * Runs untrusted JavaScript in QuickJS in a worker thread. It reaches nothing of the host: no files, network, timers, modules or environment.
 * @throws AppError `code-failed` when the code throws or returns no JSON, `code-limit` when it takes too much, `queue-full`; or the signal's reason
 */
export async function runJavaScript(request: JavaScriptRequest): Promise<JavaScriptAnswer> {
  const { code, signal } = request;
  const limits: JavaScriptLimits = {
    timeoutMs: readLimit(request, 'timeoutMs'),
    memoryBytes: readLimit(request, 'memoryBytes'),
    stackBytes: readLimit(request, 'stackBytes'),
    maxOutputBytes: readLimit(request, 'maxOutputBytes'),
  };
  if (code.length > MAX_CODE_CHARS) {
    throw new AppError(
      'limit-exceeded',
      `The code is ${code.length} characters long; at most ${MAX_CODE_CHARS} are taken.`,
    );
  }
  const input = JSON.stringify(request.input);
  if (input.length > limits.memoryBytes) throw toError(toLimitFailure('memoryBytes', limits));

  const logs: LogLine[] = [];
  const onLog = (line: LogLine): void => {
    logs.push(line);
    request.onLog?.(line);
  };
  pool ??= createJavaScriptPool({ maxWorkers: 2, maxWaiting: 10_000, idleMs: 30_000, startMs: 30_000, graceMs: 1_000 });
  const outcome = await pool.run({ job: { code, input, limits }, signal, onLog });
  if (outcome.kind === 'returned') return { result: JSON.parse(outcome.result), logs };
  if (outcome.kind === 'stopped') throw signal?.reason ?? new AppError('run-cancelled', 'The code was stopped.');
  throw toError(outcome);
}

function toError({ code, message, data }: ReturnType<typeof toLimitFailure>): AppError {
  return new AppError(code, message, { data });
}

function readLimit(request: JavaScriptRequest, name: keyof JavaScriptLimits): number {
  const { fallback, min, max } = RANGES[name];
  const value = request[name] ?? fallback;
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new AppError('input-invalid', `${name} must be a whole number from ${min} to ${max}, but is ${value}.`, {
    data: { field: name },
  });
}
