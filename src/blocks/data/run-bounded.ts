import { type Context, createContext, Script } from 'node:vm';
import { AppError } from '#contract/app-error.ts';

interface Trampoline {
  readonly script: Script;
  readonly context: Context;
}

let trampoline: Trampoline | undefined;

/**
 * Does synchronous work that its caller cannot bound otherwise (a schema, a template), and stops it after `timeoutMs`.
 * The vm is used for its watchdog alone, which can interrupt running JavaScript; it isolates nothing.
 * @param what names the work in the message, such as `The JSON Schema check`
 * @throws AppError `limit-exceeded` when the time is over; whatever `work` throws
 */
export function runBounded<T>(what: string, timeoutMs: number, work: () => T): T {
  trampoline ??= { script: new Script('work()'), context: createContext(Object.create(null)) };
  const { script, context } = trampoline;
  let result: { readonly value: T } | undefined;
  context.work = () => {
    result = { value: work() };
  };
  try {
    script.runInContext(context, { timeout: timeoutMs, displayErrors: false });
  } catch (error) {
    if (isTimeout(error)) {
      throw new AppError(
        'limit-exceeded',
        `${what} took longer than ${timeoutMs} ms and was stopped. Make it simpler or give it less data.`,
        {
          data: { limitMs: timeoutMs },
        },
      );
    }
    throw error;
  } finally {
    context.work = undefined;
  }
  if (result === undefined) throw new AppError('internal', `${what} ended without a result.`);
  return result.value;
}

// The error comes from the other realm, so `instanceof Error` does not hold.
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
