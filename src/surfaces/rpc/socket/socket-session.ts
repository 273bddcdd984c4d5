import { AppError } from '#contract/app-error.ts';
import type { Caller } from '#operations/caller.ts';
import type { Services } from '#operations/services.ts';
import { toOrpcError } from '#operations/to-app-error.ts';

/** What a socket was opened with: it may end while the socket is open. */
export interface SocketSession {
  /** Whether a check found that it no longer holds. */
  readonly hasEnded: boolean;
  /** Whether the token or session still holds. Ends the streams once it does not. */
  check(): Promise<boolean>;
  /** Lets a stream end with `unauthenticated` when the session does. */
  guard(signal: AbortSignal | undefined): StreamGuard;
}

/** Ties one call to the session. */
export interface StreamGuard {
  /** What the call is to listen to instead of its own signal. */
  readonly signal: AbortSignal;
  /** The stream, ended with the session; anything else as it is. */
  wrap(result: unknown): unknown;
}

/** The session of a socket. */
export function createSocketSession(authenticator: Services['authenticator'], caller: Caller): SocketSession {
  const ended = new AbortController();
  return {
    get hasEnded() {
      return ended.signal.aborted;
    },
    async check() {
      if (ended.signal.aborted) return false;
      try {
        if ((await authenticator.authenticate(caller.credentials, caller.address)) !== undefined) return true;
      } catch (error) {
        // A database that fails for a moment ends nobody's session.
        if (!(error instanceof AppError) || !['unauthenticated', 'rate-limited'].includes(error.code)) return true;
      }
      ended.abort();
      return false;
    },
    guard(own) {
      const stop = new AbortController();
      own?.addEventListener('abort', () => stop.abort(own.reason), { once: true });
      return {
        signal: stop.signal,
        wrap: (result) => (isStream(result) ? endWith(result, ended.signal, stop) : result),
      };
    },
  };
}

async function* endWith(stream: AsyncIterator<unknown>, ended: AbortSignal, stop: AbortController) {
  const end = () => stop.abort();
  ended.addEventListener('abort', end);
  if (ended.aborted) end();
  try {
    for (;;) {
      const { value, done } = await stream.next();
      if (ended.aborted) {
        throw toOrpcError(new AppError('unauthenticated', 'The session has ended. Log in again to go on.'));
      }
      if (done === true) return value;
      yield value;
    }
  } finally {
    ended.removeEventListener('abort', end);
    end();
    await stream.return?.();
  }
}

function isStream(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
