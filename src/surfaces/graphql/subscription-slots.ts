import { AppError } from '#contract/app-error.ts';

/** A bounded number of streams at a time. */
export interface SubscriptionSlots {
  /**
   * Takes a place for the stream that `open` gives, until it ends, fails, is left, or `signal` aborts.
   * @throws AppError rate-limited when there is none
   */
  follow<T>(open: () => Promise<AsyncIterable<T>>, signal: AbortSignal): Promise<AsyncIterable<T>>;
  readonly taken: number;
}

/** Places for at most `max` streams. */
export function createSubscriptionSlots(max: number): SubscriptionSlots {
  let taken = 0;
  const take = (): (() => void) => {
    if (taken >= max) {
      throw new AppError(
        'rate-limited',
        `${max} subscriptions are open, which is the limit. Close some, then try again.`,
        {
          data: { limit: max, retryAfterMs: 5_000 },
        },
      );
    }
    taken += 1;
    let held = true;
    return () => {
      if (held) taken -= 1;
      held = false;
    };
  };

  return {
    get taken() {
      return taken;
    },
    async follow(open, signal) {
      const release = take();
      // Also frees a stream nobody ever asked for its first entry: no generator's `finally` would run then.
      signal.addEventListener('abort', release, { once: true });
      if (signal.aborted) release();
      try {
        return watch(await open(), () => {
          signal.removeEventListener('abort', release);
          release();
        });
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

function watch<T>(stream: AsyncIterable<T>, onEnd: () => void): AsyncIterable<T> {
  const entries = stream[Symbol.asyncIterator]();
  const iterator: AsyncIterableIterator<T> = {
    async next() {
      try {
        const result = await entries.next();
        if (result.done === true) onEnd();
        return result;
      } catch (error) {
        onEnd();
        throw error;
      }
    },
    async return() {
      onEnd();
      await entries.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
