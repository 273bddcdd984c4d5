import { getEventMeta } from '@orpc/client';
import { toFailure } from '../failure.ts';
import { toBackoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import { sleep } from './sleep.ts';

/** How a followed stream is: `lost` comes back by itself, `ended` does not. */
export type FollowState = 'connecting' | 'live' | 'lost' | 'ended';

/** What happens with what comes. */
export interface FollowHandlers<T> {
  onEntry(entry: T): void;
  onState?(state: FollowState): void;
  /** The server refused for good, e.g. because there is no such run; the stream has ended. */
  onError?(error: unknown): void;
}

/** Opens a stream; `lastEventId` is the last entry seen, to go on behind it. */
export type OpenStream<Client, T> = (
  live: Client,
  signal: AbortSignal,
  lastEventId?: string,
) => Promise<AsyncIterable<T>>;

/** Follows a stream over a connection until `signal` is aborted, the stream ends, or the server refuses it for good. */
export async function followStream<Client, T>(
  connection: Connection<Client>,
  open: OpenStream<Client, T>,
  handlers: FollowHandlers<T>,
  options: {
    readonly signal: AbortSignal;
    /** Waits until somebody is logged in: being refused for want of a session is no end. */
    readonly untilLoggedIn: (signal: AbortSignal) => Promise<void>;
  },
): Promise<void> {
  const { signal, untilLoggedIn } = options;
  let lastEventId: string | undefined;
  let attempt = 0;
  handlers.onState?.('connecting');
  while (!signal.aborted) {
    const link = await connection.ready(signal).catch(() => undefined);
    if (link === undefined) return;
    // What belongs to a dead socket is given up at once, whatever the transport does about it.
    const either = AbortSignal.any([signal, link.closed]);
    try {
      const entries = await untilAborted(open(link.client, either, lastEventId), either);
      if (signal.aborted) return;
      handlers.onState?.('live');
      for await (const entry of stopAt(entries, either)) {
        attempt = 0;
        if (typeof entry === 'object' && entry !== null) lastEventId = getEventMeta(entry)?.id ?? lastEventId;
        handlers.onEntry(entry);
      }
      if (signal.aborted) return;
      if (!link.closed.aborted) {
        handlers.onState?.('ended');
        return;
      }
    } catch (error) {
      if (signal.aborted) return;
      const { code, retry } = toFailure(error);
      if (!link.closed.aborted && code === 'unauthenticated') {
        handlers.onState?.('lost');
        await untilLoggedIn(signal);
      } else if (!link.closed.aborted && retry === 'never' && code !== 'internal') {
        handlers.onState?.('ended');
        handlers.onError?.(error);
        return;
      }
    }
    handlers.onState?.('lost');
    if (!link.closed.aborted) await sleep(toBackoffMs(attempt++), signal);
  }
}

/** The entries until the signal is aborted; then it ends quietly. */
async function* stopAt<T>(entries: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = entries[Symbol.asyncIterator]();
  try {
    while (true) {
      const result = await untilAborted(iterator.next(), signal);
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    // The transport may already be gone; nobody waits for its goodbye.
    void iterator.return?.()?.catch(() => undefined);
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
