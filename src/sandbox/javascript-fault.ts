import { CODE_FILE } from './javascript-prelude.ts';
import type { JavaScriptLimits, JavaScriptOutcome } from './javascript-protocol.ts';

/** An error as QuickJS describes it. `name` is empty when something else than an Error was thrown. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

type Failed = Extract<JavaScriptOutcome, { kind: 'failed' }>;
type Limit = keyof JavaScriptLimits;

const toMegabytes = (bytes: number): string => `${Math.round((bytes / 1_048_576) * 10) / 10} MB`;

/** The failure of code that went over a limit. */
export function toLimitFailure(limit: Limit, limits: JavaScriptLimits): Failed {
  const value = limits[limit];
  const messages: Record<Limit, string> = {
    timeoutMs: `The code ran longer than ${value} ms and was stopped. Let it do less at once, or raise its time limit.`,
    memoryBytes: `The code needed more than ${toMegabytes(value)} of memory. Let it hold less at once, or raise its memory limit.`,
    stackBytes: `The code called itself too deeply for a stack of ${toMegabytes(value)}. Check that the recursion ends, or use a loop.`,
    maxOutputBytes: `The code returned more than ${toMegabytes(value)}. Return less, or write it to a file.`,
  };
  return { kind: 'failed', code: 'code-limit', message: messages[limit], data: { limit, value } };
}

/** The failure of code that threw, with the line of the user's code where it happened. */
export function toThrownFailure(thrown: ErrorDescription, lines: number, limits: JavaScriptLimits): Failed {
  if (thrown.name === 'InternalError' && thrown.message === 'out of memory')
    return toLimitFailure('memoryBytes', limits);
  if (thrown.message === 'stack overflow' && /^(?:InternalError|SyntaxError)$/.test(thrown.name)) {
    return toLimitFailure('stackBytes', limits);
  }
  const line = findLine(thrown.stack, lines);
  const place = line === undefined ? '' : ` at line ${line}`;
  const what = thrown.name === '' ? thrown.message : `${thrown.name}: ${thrown.message}`;
  const message =
    thrown.name === 'SyntaxError' && line !== undefined && thrown.stack.trimStart().startsWith(`at ${CODE_FILE}`)
      ? `The code cannot be read${place}: ${thrown.message}`
      : `The code failed${place}: ${what}`;
  return {
    kind: 'failed',
    code: 'code-failed',
    message,
    data: { ...(thrown.name === '' ? {} : { name: thrown.name }), ...(line === undefined ? {} : { line }) },
  };
}

/** The failure of code whose result is no JSON. */
export function toResultFailure(thrown: ErrorDescription, limits: JavaScriptLimits): Failed {
  const failure = toThrownFailure(thrown, 0, limits);
  if (failure.code === 'code-limit') return failure;
  return { ...failure, message: `The value the code returned is no JSON: ${thrown.message}.` };
}

function findLine(stack: string, lines: number): number | undefined {
  const at = stack.indexOf(`${CODE_FILE}:`);
  if (at < 0) return undefined;
  const line = Number.parseInt(stack.slice(at + CODE_FILE.length + 1), 10);
  // The closing line of the wrapper is not the user's: an error there is at the end of the code.
  return Number.isInteger(line) && line > 0 ? Math.min(line, Math.max(lines, 1)) : undefined;
}
