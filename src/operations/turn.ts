import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of reading before others get their turn. */
const SLICE_MS = 4;

/**
 * Gives others their turn now and then: `await turn()` between pieces of work.
 * @throws what `signal` was aborted with
 */
export function createTurn(signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let sliceEnd = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < sliceEnd) return undefined;
    return nextTurn().then(() => {
      signal?.throwIfAborted();
      sliceEnd = performance.now() + SLICE_MS;
    });
  };
}
