import type { JsonObject } from '#contract/json.ts';
import type { BlockContext } from '../../context.ts';
import { readCount, readText } from '../../data/read-input.ts';

/** Runs the user's code in the sandbox and passes on what it writes to the console. */
export async function run({ inputs, signal, log }: BlockContext): Promise<JsonObject> {
  // QuickJS is loaded by the first step that needs it.
  const { runJavaScript } = await import('#sandbox/javascript.ts');
  const { result, logs } = await runJavaScript({
    code: readText(inputs, 'code'),
    input: inputs.input ?? null,
    timeoutMs: readCount(inputs, 'timeoutMs', 10_000),
    memoryBytes: readCount(inputs, 'memoryMb', 64) * 1_048_576,
    signal,
    onLog: ({ level, text }) => log(text, undefined, level === 'log' ? 'info' : level),
  });
  return { result, logs: logs.map(({ level, text }) => ({ level, text })) };
}
