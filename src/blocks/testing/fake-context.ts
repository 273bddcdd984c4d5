import { AppError } from '#contract/app-error.ts';
import type { JsonObject, JsonValue } from '#contract/json.ts';
import type { BlockContext } from '../context.ts';

/** Freezes a value and all it holds, so that a handler that changes its inputs fails its test. */
function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/**
 * A context for tests of handlers: inputs deep-frozen, time standing at 0, no files, no private network, substeps done once per key.
 * Anything may be replaced by `overrides`.
 */
export function createFakeContext(inputs: JsonObject, overrides: Partial<BlockContext> = {}): BlockContext {
  const journal = new Map<string, Promise<JsonValue>>();
  return {
    inputs: deepFreeze(inputs),
    secrets: {},
    signal: new AbortController().signal,
    idempotencyKey: 'run-1/step/0',
    attempt: 1,
    run: { id: 'run-1', workflowId: 'workflow-1', simulated: false },
    path: 'step',
    trigger: {},
    now: () => 0,
    emit: () => undefined,
    substep<T extends JsonValue>(key: string, work: () => Promise<T>): Promise<T> {
      const done = journal.get(key) as Promise<T> | undefined;
      if (done !== undefined) return done;
      const started = work();
      journal.set(key, started);
      return started;
    },
    take: (ports, outputs = {}) => ({
      directive: 'take',
      ports: typeof ports === 'string' ? [ports] : ports,
      outputs,
    }),
    setVariables: (variables, outputs = {}) => ({ directive: 'take', ports: ['out'], outputs, variables }),
    waitFor: (wait) => ({ directive: 'wait', wait }),
    resumed: undefined,
    iterate: (loop) => ({ directive: 'loop', loop }),
    loop: undefined,
    call: (call) => ({ directive: 'call', call }),
    child: undefined,
    stop: (status, result = {}) => ({ directive: 'stop', status, output: result.output, message: result.message }),
    files: {
      roots: [],
      resolve: async (path) => {
        throw new AppError(
          'path-refused',
          `The path "${path}" lies outside the allowed folders (this test allows none).`,
        );
      },
    },
    network: { allowedPrivate: [] },
    log: () => undefined,
    ...overrides,
  };
}
