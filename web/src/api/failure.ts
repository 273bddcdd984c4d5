import { ORPCError } from '@orpc/client';
import { ERROR_TABLE, isErrorCode } from '#contract/error-table.ts';

/** A failed call as screens show it: what happened, and whether trying again can help. */
export interface Failure {
  /** A code of the error table; `offline` when the server was not reached. */
  readonly code: string;
  readonly message: string;
  readonly data?: unknown;
  readonly retry: 'never' | 'later';
}

const OFFLINE: Failure = {
  code: 'offline',
  message: 'The server does not answer. What you see may be old; it is tried again by itself.',
  retry: 'later',
};

/** What the browsers' `fetch` says when no answer came (Chromium, Firefox, Safari). */
const UNREACHED = /failed to fetch|networkerror|load failed/i;

/** The failure behind anything a call threw. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ORPCError) {
    const { code, message, data } = thrown;
    return { code, message, data, retry: isErrorCode(code) ? ERROR_TABLE[code].retry : 'never' };
  }
  if (thrown instanceof TypeError && UNREACHED.test(thrown.message)) return OFFLINE;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, retry: 'never' };
}
